package dev.coinless.wallet.trigger;

/// Stage 4: the reason for which a grant is spent now. Without one, no frame is sent to a module.
///
/// The phone's proximity joins here, as a record of its own.
public sealed interface Trigger {
    /// The holder swiped in the app.
    record Swipe() implements Trigger {}

    /// A selection was made at a machine for which the holder had armed the app.
    record Selection() implements Trigger {}
}
