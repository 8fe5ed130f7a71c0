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

        record Unanswered(Problem problem) implements Outcome {}
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
                    };
            case Reply.Denied(var problem) ->
                    // The signature is over the phone's clock and key, not over what is posted.
                    problem.serverTime().isPresent()
                            ? new Outcome.Unanswered(problem)
                            : new Outcome.Denied(problem);
            case Reply.Unanswered(var problem, _) -> new Outcome.Unanswered(problem);
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
                            "the cloud's answer to a receipt is not readable: " + e.getMessage()));
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
