package dev.coinless.wallet.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.money.Money;
import dev.coinless.model.receipt.Ack;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;
import dev.coinless.wallet.cloud.Cloud;
import dev.coinless.wallet.cloud.Problem;
import dev.coinless.wallet.cloud.Reply;
import java.util.Optional;

/// Brings one signed object of a module to the cloud.
public final class PostObject {
    private final Cloud cloud;

    /// What came of it.
    public sealed interface Outcome {
        /// A receipt is settled.
        record Redeemed(Settlement settlement, Optional<KeptAck> ack) implements Outcome {}

        /// A checkpoint is taken.
        record Taken() implements Outcome {}

        record Denied(Problem problem) implements Outcome {}

        /// A bundle is taken.
        ///
        /// @param down the platform's bundle for the module, if it has anything for it
        record Carried(Optional<Bytes> down) implements Outcome {}

        /// No answer that says anything about what was posted.
        ///
        /// @param reached whether the cloud was there
        record Unanswered(Problem problem, boolean reached) implements Outcome {}
    }

    public PostObject(Cloud cloud) {
        this.cloud = cloud;
    }

    public Outcome post(Posting posting) throws InterruptedException {
        var kind = posting.kind();
        var body = JsonNodeFactory.instance.objectNode();
        body.put(kind.field(), posting.object().base64Url());
        return switch (cloud.post(kind.path(), body, posting.requestId())) {
            case Reply.Done(var answer) ->
                    switch (kind) {
                        case RECEIPT -> redeemed(posting, answer);
                        case CHECKPOINT -> new Outcome.Taken();
                        case BUNDLE -> carried(answer);
                    };
            case Reply.Denied(var problem) ->
                    isAboutUs(posting, problem)
                            ? new Outcome.Unanswered(problem, true)
                            : new Outcome.Denied(problem);
            case Reply.Unanswered(var problem, boolean reached) ->
                    new Outcome.Unanswered(problem, reached);
        };
    }

    /// Whether the refusal is about the phone's clock or key, not about what is posted. A carried
    /// bundle that does not verify is the module's fault: its clock was set right before.
    private static boolean isAboutUs(Posting posting, Problem problem) {
        return switch (posting.kind()) {
            case RECEIPT, CHECKPOINT -> problem.serverTime().isPresent();
            case BUNDLE -> problem.code() == Refusal.NO_PROOF;
        };
    }

    private static Outcome redeemed(Posting posting, JsonNode answer) {
        try {
            var receipt = Receipt.decode(Envelope.parse(ObjectType.RECEIPT, posting.object()));
            var currency = answer.path("currency").asText();
            var settlement =
                    new Settlement(
                            receipt.grant(),
                            receipt.module(),
                            answer.path("state").asText(),
                            currency.isEmpty()
                                    ? Money.zero(receipt.amount().currency())
                                    : Money.of(answer.path("captured").asLong(), currency));
            return new Outcome.Redeemed(settlement, ack(answer.path("ack")));
        } catch (Malformed | IllegalArgumentException e) {
            return new Outcome.Unanswered(
                    Problem.of(
                            Refusal.MALFORMED,
                            "the cloud's answer to a receipt is not readable: " + e.getMessage()),
                    true);
        }
    }

    private static Outcome carried(JsonNode answer) {
        var down = answer.path("down");
        try {
            return new Outcome.Carried(
                    down.isTextual()
                            ? Optional.of(Bytes.fromBase64Url(down.asText()))
                            : Optional.empty());
        } catch (IllegalArgumentException e) {
            return new Outcome.Unanswered(
                    Problem.of(
                            Refusal.MALFORMED,
                            "the cloud's answer to a bundle is not readable: " + e.getMessage()),
                    true);
        }
    }

    private static Optional<KeptAck> ack(JsonNode ack) throws Malformed {
        if (!ack.isTextual()) {
            return Optional.empty();
        }
        var encoded = Bytes.fromBase64Url(ack.asText());
        return Optional.of(
                new KeptAck(Ack.decode(Envelope.parse(ObjectType.ACK, encoded)), encoded));
    }
}
