/// The simulated radio's protocol: what a Bluetooth adapter is to a real phone or payment module,
/// this library is to one in the lab.
///
/// It follows GATT: a peripheral advertises and serves one service of four characteristics
/// ([dev.coinless.simulators.air.link.Characteristic]), a central scans, connects with an MTU,
/// reads, writes and is notified. Both talk to the air, a process of its own, over a Unix domain
/// socket in lines of JSON ([dev.coinless.simulators.air.link.AirMessage]); bytes are lower-case
/// hexadecimal.
///
/// Threads: each link owns one reader thread and makes every callback and completes every future on
/// it. A callback must not wait for the link (that would be waiting for itself); hand work to a
/// queue. All methods of a link may be called from any thread. Interrupting a thread inside such a
/// call closes the link, because interruptible channels do that.
@NullMarked
package dev.coinless.simulators.air.link;

import org.jspecify.annotations.NullMarked;
