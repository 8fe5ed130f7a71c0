package dev.coinless.wallet.phone;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.present.Intent;
import dev.coinless.model.radio.Message;
import dev.coinless.wallet.authorize.Choice;
import dev.coinless.wallet.authorize.HeldGrant;
import dev.coinless.wallet.authorize.Issue;
import dev.coinless.wallet.store.WalletChange;
import java.time.Duration;
import java.util.Optional;

/// What the phone does next, in this order.
public sealed interface Effect {
    /// Keep it on disk before anything that follows.
    record Keep(WalletChange change) implements Effect {}

    /// Look for a module; ends in `Found` or `NotFound`.
    record Seek(String wanted, Optional<Choice> choice) implements Effect {}

    /// Ask the cloud; ends in one of the three grant events.
    record AskGrant(Issue issue) implements Effect {}

    /// Connect; ends in `LinkUp` or `LinkLost`.
    record Connect(ModuleId module) implements Effect {}

    record Send(Message message) implements Effect {}

    /// Sign for this connection and send.
    record Present(HeldGrant grant, Bytes nonce, Intent intent) implements Effect {}

    record Disconnect() implements Effect {}

    /// One `WaitOver` after this time, unless another wait or [EndWait] comes before.
    record Wait(Duration duration) implements Effect {}

    record EndWait() implements Effect {}

    /// Bring what is kept to the cloud, as soon as there is a network.
    record Post() implements Effect {}

    record Tell(News news) implements Effect {}
}
