/// The production classes of phone, module and cloud in one world, under one seed that owns clock,
/// disk, air and network. What must always hold is looked at after every step; a seed that breaks
/// it is replayed byte for byte, and shrunk to the few steps that matter.
///
/// Begin at [World]; [Act] says what may happen, [Witness] and [LedgerWatch] what must hold.
@NullMarked
package dev.coinless.proof.simulation;

import org.jspecify.annotations.NullMarked;
