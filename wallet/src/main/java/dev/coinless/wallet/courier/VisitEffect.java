package dev.coinless.wallet.courier;

import dev.coinless.model.radio.Message;
import dev.coinless.wallet.receipt.KeptAck;
import java.time.Duration;

/// What the phone does next in a visit, in this order.
public sealed interface VisitEffect {
    /// Keep it on disk before anything that follows.
    record Keep(Parcel parcel) implements VisitEffect {}

    /// The module has taken it, or never will.
    record AckDelivered(KeptAck ack) implements VisitEffect {}

    record Send(Message message) implements VisitEffect {}

    /// Says something to the module that needs no answer, so that it does not think us gone.
    record Touch() implements VisitEffect {}

    /// Bring what is carried to the cloud, as soon as there is a network.
    record Post() implements VisitEffect {}

    /// One `WaitOver` after this time, unless another wait comes before.
    record Wait(Duration duration) implements VisitEffect {}

    record Disconnect() implements VisitEffect {}
}
