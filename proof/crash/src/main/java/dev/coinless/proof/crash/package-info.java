/// What a power cut or a kill leaves of the journal: the real agent's writes, replayed to every
/// point at which they may stop, and the real agent, killed at any moment.
@NullMarked
package dev.coinless.proof.crash;

import org.jspecify.annotations.NullMarked;
