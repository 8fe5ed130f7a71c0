/// The simulated air as a process of its own: who hears whom, how strongly, and a capture of every
/// frame.
///
/// Modules and phones join through [dev.coinless.simulators.air.link]; the lab sets ranges and MTUs
/// and reads captures by lines on stdin. [dev.coinless.simulators.air.Air] is one monitor without
/// I/O or clock; threads live in [dev.coinless.simulators.air.AirServer] and
/// [dev.coinless.simulators.air.Main].
@NullMarked
package dev.coinless.simulators.air;

import org.jspecify.annotations.NullMarked;
