/// Stage 1 as the phone sees it: what is advertised around it. Connects to nobody.
@NullMarked
package dev.coinless.wallet.scan;

import org.jspecify.annotations.NullMarked;
