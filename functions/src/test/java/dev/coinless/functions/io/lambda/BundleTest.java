package dev.coinless.functions.io.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Phone;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.receipt.Ack;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.sync.BundleItem;
import dev.coinless.model.sync.DownKind;
import dev.coinless.model.sync.Held;
import dev.coinless.model.sync.SealedBundle;
import dev.coinless.model.sync.SyncBundle;
import dev.coinless.model.sync.UpKind;
import dev.coinless.model.sync.Version;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bundles by courier and by network, through the handlers.
class BundleTest {
    private static final Map<String, String> MANY =
            Map.of("MAX_OPEN_HOLDS", "1000", "MAX_OPEN_HOLDS_PER_MODULE", "1000");

    final RandomGenerator random = AwsMode.dice(31);
    final MemoryDynamo table = new MemoryDynamo();
    final Cloud cloud = new Cloud(table, random, MANY);
    final Phone p = new Phone(random);
    final Phone courier = new Phone(random);
    final PaymentUnit m7 = new PaymentUnit("0a0b0c0d0e07", random);
    final PaymentUnit m8 = new PaymentUnit("0a0b0c0d0e08", random);

    @BeforeEach
    void pHasMoney() {
        cloud.rotateKeys();
        cloud.enrol(m7, "A");
        cloud.enrol(m8, "B");
        cloud.register(p);
        cloud.register(courier);
        cloud.credit(p, 1_000_000);
    }

    @Test
    void aCourierBringsWhatWasSoldAndTakesTheAcknowledgementBack() throws Malformed {
        var bundle = m7.bundle(m7.held(), m7.checkpoint(), sale(m7, 1), sale(m7, 2));

        var reply = cloud.carry(courier, bundle);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().path("items").asInt()).isEqualTo(3);
        assertThat(ack(m7, reply).sequence()).isEqualTo(new Sequence(2));
        assertThat(payable("A")).isEqualTo(350);
    }

    @Test
    void theNetworkGetsTheSameAnswer() throws Malformed {
        var bundle = m7.bundle(m7.held(), m7.checkpoint(), sale(m7, 1));

        assertThat(cloud.publish(bundle)).isZero();

        var down = m7.open(cloud.published.get(m7.id()));
        assertThat(down.items()).extracting(BundleItem::kind).contains(DownKind.ACK.number());
        assertThat(payable("A")).isEqualTo(175);
    }

    @Test
    void aModuleThatLacksNothingGetsNothing() throws Malformed {
        cloud.carry(courier, m7.bundle(m7.held(), sale(m7, 1)));
        var held = new Held(new Sequence(1), m7.held().newest(), Version.NONE, Version.NONE, 0);

        var reply = cloud.carry(courier, m7.bundle(held, m7.checkpoint()));

        assertThat(reply.body().has("down")).isFalse();
    }

    @Test
    void keyCertificatesMadeSinceComeDown() {
        new RotateKeysHandler(cloud.wiring)
                .handleRequest(Map.of("usages", List.of("grant", "sync", "seal")), null);

        var reply = cloud.carry(courier, m7.bundle(m7.held(), m7.checkpoint()));

        assertThat(m7.open(down(reply)).keyCerts()).hasSize(3);
    }

    @Test
    void theSameBundlesInAnyOrderAndNumberEndInTheSameBooks() {
        var bundles = new ArrayList<Bytes>();
        for (int i = 1; i <= 6; i++) {
            bundles.add(
                    m7.bundle(m7.held(), m7.checkpoint(), sale(m7, 2 * i), sale(m7, 2 * i + 1)));
        }
        for (int i = 0; i < 40; i++) {
            var bundle = bundles.get(random.nextInt(bundles.size()));
            if (random.nextBoolean()) {
                cloud.carry(courier, bundle);
            } else {
                cloud.publish(bundle);
            }
        }
        bundles.forEach(bundle -> cloud.carry(courier, bundle));

        assertThat(payable("A")).isEqualTo(12 * 175);
        assertThat(cloud.account(p).body().path("held").asLong()).isZero();
    }

    @Test
    void aBadItemIsPutAsideAndHindersNoOther() {
        var items = new ArrayList<BundleItem>();
        items.add(BundleItem.of(UpKind.RECEIPT, Bytes.utf8("nonsense")));
        items.add(BundleItem.of(UpKind.RECEIPT, sale(m8, 1).encoded()));
        items.add(BundleItem.of(UpKind.CHECKPOINT, sale(m7, 9).encoded()));
        items.add(BundleItem.of(UpKind.HEALTH, Bytes.utf8("later")));
        items.add(new BundleItem(77, Bytes.utf8("much later")));
        items.add(BundleItem.of(UpKind.RECEIPT, sale(m7, 10).encoded()));

        var reply = cloud.carry(courier, m7.bundle(m7.held(), items));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().path("refused").asInt()).isEqualTo(3);
        assertThat(table.itemsOf("Q#" + m7.id() + "#1")).hasSize(3);
        assertThat(payable("A")).isEqualTo(175);
        assertThat(payable("B")).isZero();
    }

    @Test
    void aGapIsFilledLaterAndNothingIsAcknowledgedBeyondIt() throws Malformed {
        var first = sale(m7, 1);
        var second = sale(m7, 2);

        var gap = cloud.carry(courier, m7.bundle(m7.held(), second));
        var filled = cloud.carry(courier, m7.bundle(m7.held(), first));

        assertThat(gap.body().has("down")).isFalse();
        assertThat(ack(m7, filled).sequence()).isEqualTo(new Sequence(2));
        assertThat(payable("A")).isEqualTo(350);
    }

    @Test
    void aModuleThatContradictsItselfIsQuarantinedAndStillAnswered() throws Malformed {
        var held = granted(m7, 5);
        var forked = m7.forkedReceipt(held.token().grant().id());
        var receipt = receipt(m7, held);
        cloud.carry(courier, m7.bundle(m7.held(), receipt));

        var reply = cloud.carry(courier, m7.bundle(m7.held(), forked));

        assertThat(ack(m7, reply).sequence()).isEqualTo(new Sequence(1));
        assertThat(cloud.grantOnCode(p, m7, 50, p.newHolder()).code()).isEqualTo("REVOKED");
        assertThat(payable("A")).isEqualTo(175);
    }

    @Test
    void whatIsNotAGenuineBundleIsRefusedByName() {
        var genuine = m7.bundle(m7.held(), m7.checkpoint());
        var unknown = new PaymentUnit("0a0b0c0d0e99", random);

        assertThat(cloud.carry(courier, altered(genuine, genuine.length() - 1)).code())
                .isEqualTo("BAD_SIGNATURE");
        assertThat(cloud.carry(courier, altered(genuine, 0)).code())
                .isEqualTo("UNSUPPORTED_VERSION");
        assertThat(cloud.carry(courier, genuine.first(60)).code()).isEqualTo("MALFORMED");
        assertThat(cloud.carry(courier, altered(genuine, 7)).code()).isEqualTo("UNKNOWN_ISSUER");
        assertThat(cloud.carry(courier, altered(genuine, 12)).code()).isEqualTo("UNKNOWN_ISSUER");
        var stolen = Bytes.concat(genuine.first(2), unknown.id().value(), tail(genuine));
        assertThat(cloud.carry(courier, stolen).code()).isEqualTo("UNKNOWN_ISSUER");
        var renamed = Bytes.concat(genuine.first(2), m8.id().value(), tail(genuine));
        assertThat(cloud.carry(courier, renamed).code()).isEqualTo("BAD_SIGNATURE");
        assertThat(cloud.publish(renamed, genuine)).isZero();
        assertThat(cloud.published).isEmpty();
    }

    @Test
    void theAnswerToOneModuleIsNothingToAnother() {
        var reply = cloud.carry(courier, m7.bundle(m7.held(), sale(m7, 1)));
        var down = down(reply);

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> m8.open(down))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a bundle of module " + m7.id());
        assertThat(cloud.carry(courier, down).code()).isEqualTo("MISMATCH");
    }

    @Test
    void anEarlierGenerationsBundleIsSettledAndNotAnswered() {
        var receipt = sale(m7, 1);
        var late = m7.bundle(m7.held(), receipt);
        var again = new PaymentUnit("0a0b0c0d0e07", random);
        cloud.enrol(again, "A");

        var reply = cloud.carry(courier, late);

        assertThat(again.generation().value()).isEqualTo(2);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().has("down")).isFalse();
        assertThat(payable("A")).isEqualTo(175);
    }

    @Test
    void aLargeBundleIsTakenWithFewRequests() {
        var receipts = new ArrayList<BundleItem>();
        for (int i = 1; i <= 150; i++) {
            receipts.add(BundleItem.of(UpKind.RECEIPT, sale(m7, i).encoded()));
        }
        var fitting = SyncBundle.fitting(receipts, SealedBundle.MAX_LENGTH);
        int before = table.requests();

        assertThat(cloud.publish(m7.bundle(m7.held(), fitting))).isZero();

        assertThat(fitting).hasSize(150);
        assertThat(payable("A")).isEqualTo(150 * 175);
        assertThat(table.requests() - before).isLessThan(150 * 5 + 30);
    }

    private record Granted(GrantToken token, Es256PrivateKey holder) {}

    private Granted granted(PaymentUnit module, long counter) {
        var holder = p.newHolder();
        return new Granted(Cloud.token(cloud.grantOnCode(p, module, counter, holder)), holder);
    }

    private Envelope sale(PaymentUnit module, long counter) {
        return receipt(module, granted(module, counter));
    }

    private static Envelope receipt(PaymentUnit module, Granted granted) {
        return module.receipt(
                granted.token().grant().id(),
                module.proof(granted.token(), granted.holder(), Intent.PAY),
                Outcome.VENDED,
                Money.of(175, "EUR"));
    }

    private static Bytes down(Cloud.Reply reply) {
        return Bytes.fromBase64Url(reply.body().path("down").asText());
    }

    private static Ack ack(PaymentUnit module, Cloud.Reply reply) throws Malformed {
        for (var item : module.open(down(reply)).items()) {
            if (item.kind() == DownKind.ACK.number()) {
                return Ack.decode(Envelope.parse(ObjectType.ACK, item.content()));
            }
        }
        throw new AssertionError("no ACK in " + reply.body());
    }

    private long payable(String operator) {
        return ((Number)
                        cloud.balances()
                                .getOrDefault("operator/%s/payable".formatted(operator), 0L))
                .longValue();
    }

    private static Bytes tail(Bytes bundle) {
        return bundle.slice(8, bundle.length());
    }

    private static Bytes altered(Bytes bundle, int at) {
        var bytes = bundle.toArray();
        bytes[at] ^= 4;
        return Bytes.of(bytes);
    }
}
