package dev.coinless.proof.simulation;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.RequestHash;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.money.Money;
import dev.coinless.model.receipt.Checkpoint;
import dev.coinless.model.receipt.Evidence;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.receipt.VendedItem;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;
import dev.coinless.wallet.receipt.Posting;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Has the key of a module that is in wrong hands, knows every grant there is, and signs what did
/// not happen.
final class Liar {

    private final World world;
    private final SimulatedModule.Member member;
    private final RandomGenerator dice;
    private long sequence;

    Liar(World world, SimulatedModule.Member member) {
        this.world = world;
        this.member = member;
        this.dice = world.dice();
    }

    /// A lie, as somebody would post it.
    Posting lie(int choice) {
        return choice % 4 == 0
                ? new Posting(Posting.Kind.CHECKPOINT, checkpoint())
                : new Posting(Posting.Kind.RECEIPT, receipt(choice));
    }

    private Bytes checkpoint() {
        return new Checkpoint(
                        member.identity().module(),
                        member.identity().generation(),
                        new Counter(dice.nextInt(200)),
                        new Sequence(dice.nextInt(4)))
                .sign(member.identity().signing(), Fixture.ENVIRONMENT)
                .encoded();
    }

    /// A sale of as much as a grant allows.
    private Bytes receipt(int choice) {
        var amount = Money.of(500, "EUR");
        sequence += dice.nextInt(3) == 0 ? 0 : 1;
        return new Receipt(
                        member.identity().module(),
                        member.identity().generation(),
                        new Sequence(Math.max(1, sequence)),
                        new Counter(dice.nextInt(200)),
                        Receipt.NO_PREVIOUS,
                        grant(),
                        evidence(choice),
                        Outcome.VENDED,
                        amount,
                        List.of(new VendedItem(12, amount.minorUnits(), true)))
                .sign(member.identity().signing(), Fixture.ENVIRONMENT)
                .encoded();
    }

    private GrantId grant() {
        var holds = world.cloud().table().itemsOf("G#").toList();
        return holds.isEmpty()
                ? new GrantId(Bytes.of(new byte[GrantId.LENGTH]))
                : grantOf(holds.get(dice.nextInt(holds.size())));
    }

    private static GrantId grantOf(Map<String, AttributeValue> hold) {
        var partition = hold.getOrDefault("pk", AttributeValue.fromS("")).s();
        return GrantId.fromHex(partition.substring(2));
    }

    /// Evidence of another sale, or invented.
    private Evidence evidence(int choice) {
        if (choice % 3 > 0) {
            for (var item : world.cloud().table().itemsOf("R#").toList()) {
                var stolen = stolen(item);
                if (dice.nextBoolean()) {
                    return stolen;
                }
            }
        }
        return new Evidence.Request(new RequestHash(bytes(RequestHash.LENGTH)));
    }

    private static Evidence stolen(Map<String, AttributeValue> item) {
        try {
            var encoded = item.getOrDefault("rcp", AttributeValue.fromNul(true)).b();
            return Receipt.decode(
                            Envelope.parse(ObjectType.RECEIPT, Bytes.of(encoded.asByteArray())))
                    .evidence();
        } catch (Malformed e) {
            throw new Violation("a stored receipt is not readable", e);
        }
    }

    private Bytes bytes(int count) {
        var out = new byte[count];
        dice.nextBytes(out);
        return Bytes.of(out);
    }
}
