/// The commands, for people and for programs.
@NullMarked
package dev.coinless.wallet.cli;

import org.jspecify.annotations.NullMarked;
