/// Stage 3, issue: check code, account and policy, hold the money, sign a grant.
@NullMarked
package dev.coinless.functions.issue;

import org.jspecify.annotations.NullMarked;
