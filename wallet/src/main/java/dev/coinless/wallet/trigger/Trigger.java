package dev.coinless.wallet.trigger;

/// Stage 4: the reason for which a grant is spent now. Without one, no frame is sent to a module.
public sealed interface Trigger {
    /// The holder swiped in the app.
    record Swipe() implements Trigger {}

    /// A selection was made at a machine for which the holder had armed the app.
    record Selection() implements Trigger {}

    /// The phone was held close to a machine for which the holder allows that.
    ///
    /// @param rssi of the last advertisement, dBm
    record Proximity(int rssi) implements Trigger {
        /// The most that holding a phone close may spend, minor units: the distance can be forged
        /// by relaying the radio, so the loss is bounded instead.
        public static final long MOST = 200;
    }
}
