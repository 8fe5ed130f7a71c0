/// Stage 2: asking the cloud for a grant, and keeping what it answers.
@NullMarked
package dev.coinless.wallet.authorize;

import org.jspecify.annotations.NullMarked;
