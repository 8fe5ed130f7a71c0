/// Tests of the commands, the program as a process among them.
@NullMarked
package dev.coinless.wallet.cli;

import org.jspecify.annotations.NullMarked;
