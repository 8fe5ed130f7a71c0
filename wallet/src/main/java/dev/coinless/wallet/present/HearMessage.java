package dev.coinless.wallet.present;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.present.SessionState;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.Message;
import dev.coinless.model.receipt.Checkpoint;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;

/// Reads what a module says. The phone cannot verify a module's signature and does not pretend to.
public final class HearMessage {
    /// What a message means.
    public sealed interface Heard {
        record OfVerdict(Verdict verdict) implements Heard {}

        record OfSession(SessionState progress) implements Heard {}

        record OfReceipt(Receipt receipt, Bytes encoded) implements Heard {}

        record OfCheckpoint(Bytes encoded) implements Heard {}
    }

    private HearMessage() {}

    /// What the message means.
    ///
    /// @throws Malformed if the body is not of its kind, or the kind is one that modules do not
    ///   send
    public static Heard read(Message message) throws Malformed {
        var body = message.body();
        return switch (message.kind()) {
            case VERDICT -> new Heard.OfVerdict(Verdict.decode(body));
            case STATE -> new Heard.OfSession(SessionState.decode(body));
            case RECEIPT ->
                    new Heard.OfReceipt(
                            Receipt.decode(Envelope.parse(ObjectType.RECEIPT, body)), body);
            case CHECKPOINT -> {
                Checkpoint.decode(Envelope.parse(ObjectType.CHECKPOINT, body));
                yield new Heard.OfCheckpoint(body);
            }
            case PART -> throw new Malformed("a part of a bundle that was not asked for");
            case PRESENT, KEYCERT, ACK, GRANT, PULL, PUSH ->
                    throw new Malformed("a message of the phone's kind from a module");
        };
    }
}
