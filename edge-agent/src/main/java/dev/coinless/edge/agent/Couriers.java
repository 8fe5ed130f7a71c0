package dev.coinless.edge.agent;

import dev.coinless.edge.health.Pace;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.log.Stage;
import dev.coinless.edge.log.StageLog;
import dev.coinless.edge.present.Connection;
import dev.coinless.edge.sync.SyncDesk;
import dev.coinless.model.id.Counter;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sync.BundlePart;
import dev.coinless.model.sync.BundlePull;
import dev.coinless.model.time.Uptime;
import java.time.Duration;

/// Serves the phones that carry bundles, whatever else the module does meanwhile.
final class Couriers {

    /// Parts given out at once, to all phones together; each may be many notifications.
    private static final int BURST = 32;

    /// Time that earns one more part: with parts of 480 bytes some 48 KB a second, more than radios
    /// of this kind carry.
    private static final Duration PER_PART = Duration.ofMillis(10);

    private final SyncDesk desk;
    private final Conversations conversations;
    private final StageLog log;
    private Pace pace = Pace.of(BURST, PER_PART, Uptime.ZERO);

    Couriers(SyncDesk desk, Conversations conversations, StageLog log) {
        this.desk = desk;
        this.conversations = conversations;
        this.log = log;
    }

    /// A phone asks for a part of the module's bundle.
    void pull(Connection phone, BundlePull pull, Counter floor, Uptime now) {
        var paced = pace.take(now);
        if (paced.isEmpty()) {
            conversations.refuse(phone, Refusal.BUSY);
            return;
        }
        pace = paced.get();
        try {
            desk.part(pull, phone.own(), floor, () -> conversations.mayVerify(phone, now))
                    .ifPresentOrElse(
                            part -> {
                                conversations.accept(phone);
                                conversations.send(phone, MessageKind.PART, part.encoded());
                            },
                            () -> conversations.refuse(phone, Refusal.BUSY));
        } catch (JournalUnavailable e) {
            notNow(phone, e);
        }
    }

    /// A phone brings a part of the platform's bundle.
    void push(Connection phone, BundlePart part, Duration powered, Uptime now) {
        try {
            desk.take(phone.id(), part, powered, () -> conversations.mayVerify(phone, now))
                    .ifPresentOrElse(
                            reason -> conversations.refuse(phone, reason),
                            () -> conversations.accept(phone));
        } catch (JournalUnavailable e) {
            notNow(phone, e);
        }
    }

    private void notNow(Connection phone, JournalUnavailable e) {
        log.say(Stage.RECEIPT, "journal-failed " + e.getMessage());
        conversations.refuse(phone, Refusal.BUSY);
    }
}
