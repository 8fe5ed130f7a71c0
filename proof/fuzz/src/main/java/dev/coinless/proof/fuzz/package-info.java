/// What a stranger may send, tried against everything that reads it: before the signature, behind
/// it, on the radio and on the machine's line.
///
/// A target takes any bytes and returns; an exception is a finding. Jazzer drives the targets in
/// `./coinless prove fuzz`; the tests replay what it found and a number of seeded mutations.
@NullMarked
package dev.coinless.proof.fuzz;

import org.jspecify.annotations.NullMarked;
