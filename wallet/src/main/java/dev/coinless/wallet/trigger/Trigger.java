package dev.coinless.wallet.trigger;

/// Stage 4: the reason for which a grant is spent now. Without one, no frame is sent to a module.
///
/// A selection armed in the app and the phone's proximity join here, each as a record of its own.
public sealed interface Trigger {
    /// The holder swiped in the app.
    record Swipe() implements Trigger {}
}
