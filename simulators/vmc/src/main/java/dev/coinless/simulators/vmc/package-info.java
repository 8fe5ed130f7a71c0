/// A vending machine's controller behind a Qibixx MDB adapter, as a process with a pseudo-terminal
/// where the adapter's serial port would be.
///
/// It sells for coins without anybody on the line. The cashless side is its own small state machine
/// of MDB/ICP section 7 as the adapter shows it ([dev.coinless.simulators.vmc.VendingMachine]); it
/// shares no code with the payment module, so that a mistake is not shared either.
@NullMarked
package dev.coinless.simulators.vmc;

import org.jspecify.annotations.NullMarked;
