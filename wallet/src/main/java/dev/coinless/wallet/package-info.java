/// The holder's side: what a phone does to pay at a machine, as a library and as a program.
@NullMarked
package dev.coinless.wallet;

import org.jspecify.annotations.NullMarked;
