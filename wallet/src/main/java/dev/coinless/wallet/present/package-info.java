/// Stage 5: the conversation with a module over the radio.
@NullMarked
package dev.coinless.wallet.present;

import org.jspecify.annotations.NullMarked;
