/// The rules of money, journal and keys as TLA+ models, and the program that has TLC check them.
@NullMarked
package dev.coinless.proof.models;

import org.jspecify.annotations.NullMarked;
