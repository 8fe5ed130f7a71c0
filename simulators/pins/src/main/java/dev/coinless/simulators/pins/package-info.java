/// A laundry machine that counts coin pulses, as a process with a socket where its wires would be.
///
/// It counts coins without anybody on the wires. What a pulse is worth and how long it must last is
/// its own setting, as it is a switch inside a real one; it shares no code with the payment module,
/// so that a mistake is not shared either.
@NullMarked
package dev.coinless.simulators.pins;

import org.jspecify.annotations.NullMarked;
