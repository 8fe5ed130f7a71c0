package dev.coinless.edge.agent;

import static dev.coinless.edge.agent.Workbench.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.Platform;
import dev.coinless.edge.health.Disturbance;
import dev.coinless.edge.journal.RecordKind;
import dev.coinless.edge.present.RadioEvent;
import dev.coinless.edge.vend.MachineEvent;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.receipt.Ack;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sync.BundleId;
import dev.coinless.model.sync.BundleItem;
import dev.coinless.model.sync.BundlePart;
import dev.coinless.model.sync.BundlePull;
import dev.coinless.model.sync.Denylist;
import dev.coinless.model.sync.DownKind;
import dev.coinless.model.sync.ModuleConfig;
import dev.coinless.model.sync.ModuleSetting;
import dev.coinless.model.sync.RevokedKey;
import dev.coinless.model.sync.SealedBundle;
import dev.coinless.model.sync.UpKind;
import dev.coinless.model.sync.Version;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Phones carry bundles up and down; nothing they do can harm, and nothing is lost that they lose.
class CourierTest {

    private static final Verdict ACCEPTED = new Verdict.Accepted();

    private final Workbench bench = new Workbench();

    @Test
    void aBundleHasACheckpointWhatIsHeldAndTheReceiptsThatWaitOldestFirst() {
        bench.buy();
        bench.buy();

        var bundle = new Courier(bench).pulled();

        assertThat(bundle.items().getFirst().kind()).isEqualTo(UpKind.CHECKPOINT.number());
        assertThat(Courier.receipts(bundle))
                .extracting(Receipt::sequence)
                .containsExactly(new Sequence(1), new Sequence(2));
        assertThat(bundle.held().acknowledged()).isEqualTo(new Sequence(0));
        assertThat(bundle.held().newest(KeyUsage.GRANT)).isEqualTo(Platform.ISSUER);
        assertThat(bundle.held().newest(KeyUsage.SEAL)).isEqualTo(Platform.SEAL);
        assertThat(bundle.held().denylist()).isEqualTo(Version.NONE);
    }

    @Test
    void thePhonesOwnReceiptGoesFirst() {
        bench.buy();
        bench.buy();
        var phone = bench.connect();
        bench.present(phone, bench.granted());
        bench.says(new MachineEvent.Selected(Workbench.ITEM_12));
        bench.says(new MachineEvent.VendSucceeded());
        bench.radio.take(phone.id());

        assertThat(Courier.receipts(new Courier(bench, phone).pulled()))
                .extracting(Receipt::sequence)
                .containsExactly(new Sequence(3), new Sequence(1), new Sequence(2));
    }

    @Test
    void aBundleIsNeverLongerThanTheRadioCarries() {
        for (int i = 0; i < 80; i++) {
            bench.pass(Duration.ofSeconds(1));
            bench.buy();
        }

        var sealed = new Courier(bench).pullAll(4096);

        assertThat(sealed.length())
                .isBetween(SealedBundle.MAX_RADIO_LENGTH - 1000, SealedBundle.MAX_RADIO_LENGTH);
        assertThat(Courier.receipts(bench.platform.open(bench.m7, sealed)).size())
                .isBetween(40, 79);
    }

    @Test
    void aTransferGoesOnWhereItStoppedWithAnotherPhoneAndLaterSales() {
        bench.buy();
        var first = new Courier(bench);
        var start = first.pull(BundleId.NONE, 0, 100);
        bench.on(new RadioEvent.Disconnected(first.phone.id()));
        bench.buy();

        var second = new Courier(bench);
        var rest = second.pull(start.bundle(), 100, 4096);

        assertThat(rest.bundle()).isEqualTo(start.bundle());
        assertThat(start.total()).isEqualTo(rest.offset() + rest.chunk().length());
        var sealed = Bytes.concat(start.chunk(), rest.chunk());
        assertThat(Courier.receipts(bench.platform.open(bench.m7, sealed))).hasSize(1);
        assertThat(Courier.receipts(second.pulled())).hasSize(2);
    }

    @Test
    void anIdThatIsNotKeptAnyMoreIsAnsweredWithTheStartOfAnother() {
        var courier = new Courier(bench);
        var old = courier.pull(BundleId.NONE, 0, 100);
        for (int i = 0; i < 9; i++) {
            bench.buy();
            bench.pass(Duration.ofSeconds(1));
            courier.pull(BundleId.NONE, 0, 100);
        }

        var answer = courier.pull(old.bundle(), 100, 100);

        assertThat(answer.bundle()).isNotEqualTo(old.bundle());
        assertThat(answer.offset()).isZero();
    }

    @Test
    void severalPhonesMayCarryTheSameReceipts() {
        bench.buy();

        assertThat(new Courier(bench).pullAll(300)).isEqualTo(new Courier(bench).pullAll(300));
    }

    @Test
    void aBundleIsGivenWhileTheModuleSells() {
        var phone = bench.connect();
        bench.present(phone, bench.granted());
        bench.says(new MachineEvent.Selected(Workbench.ITEM_12));

        assertThat(new Courier(bench).pulled().items()).hasSize(1);

        bench.says(new MachineEvent.VendSucceeded());
        assertThat(bench.receiptFor(phone).amount().minorUnits()).isEqualTo(175);
    }

    @Test
    void makingBundlesIsBoundedLikeEveryCheckAndReadingThemIsNot() {
        var courier = new Courier(bench);
        var part = courier.pull(BundleId.NONE, 0, 100);
        for (int i = 0; i < 20; i++) {
            bench.present(bench.connect(), bench.granted());
            bench.says(new MachineEvent.SessionEnded());
        }

        assertThat(bench.say(courier.phone, MessageKind.PULL, BundlePull.first(100).encoded()))
                .isEqualTo(refused(Refusal.BUSY));
        assertThat(courier.pull(part.bundle(), 100, 100).offset()).isEqualTo(100);
    }

    @Test
    void whatComesDownAppliesAndTheNextBundleSaysSo() throws Exception {
        var receipt = bench.buy();
        var courier = new Courier(bench);

        assertThat(courier.pushAll(bench.platform.down(bench.m7, everything(receipt, 5)), 200))
                .isEqualTo(ACCEPTED);

        var held = courier.pulled().held();
        assertThat(held.acknowledged()).isEqualTo(new Sequence(1));
        assertThat(held.newest(KeyUsage.GRANT)).isEqualTo(new KeySerial(8));
        assertThat(held.denylist()).isEqualTo(new Version(5));
        assertThat(held.config()).isEqualTo(new Version(5));
        bench.pass(Duration.ofSeconds(31));
        assertThat(bench.radio.newest().priceHint()).isEqualTo(120);
        bench.restart();
        assertThat(new Courier(bench).pulled().held()).isEqualTo(held);
        assertThat(bench.radio.newest().priceHint()).isEqualTo(120);
    }

    @Test
    void oldRepeatedAndReorderedBundlesChangeNothing() {
        var receipt = bench.buy();
        var courier = new Courier(bench);
        var newer = bench.platform.down(bench.m7, everything(receipt, 5));
        var older = bench.platform.down(bench.m7, everything(receipt, 4));
        courier.pushAll(newer, 500);
        var records = bench.memory.records();

        bench.pass(Duration.ofSeconds(1));
        assertThat(courier.pushAll(older, 500)).isEqualTo(ACCEPTED);
        assertThat(courier.pushAll(newer, 500)).isEqualTo(ACCEPTED);

        assertThat(bench.memory.records()).isEqualTo(records);
    }

    @Test
    void everyAlteredBundleIsRefusedAndTheRightOneStillWorks() {
        var receipt = bench.buy();
        var courier = new Courier(bench);
        var good = bench.platform.down(bench.m7, everything(receipt, 5));
        var random = Platform.seeded(9);
        var records = bench.memory.records();
        for (int i = 0; i < 200; i++) {
            bench.pass(Duration.ofSeconds(1));
            var altered = good.toArray();
            altered[random.nextInt(altered.length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(courier.pushAll(Bytes.of(altered), 4000)).isNotEqualTo(ACCEPTED);
        }

        assertThat(bench.memory.count(RecordKind.CONFIG)).isZero();
        assertThat(bench.memory.records().stream().filter(it -> !records.contains(it)))
                .allMatch(
                        it -> it.kind() == RecordKind.REFUSED || it.kind() == RecordKind.RESERVED);
        assertThat(bench.disturbances.counts()).containsEntry(Disturbance.BUNDLE_REFUSED, 200L);
        assertThat(courier.pushAll(good, 4000)).isEqualTo(ACCEPTED);
    }

    @Test
    void aBundleForAnotherModuleOrOfAForgedKeyIsRefused() {
        var m8 = bench.platform.enrolled(Platform.M8);
        var forger = bench.platform.random.ed25519();
        var courier = new Courier(bench);

        assertThat(courier.pushAll(bench.platform.down(m8), 4000))
                .isEqualTo(refused(Refusal.WRONG_MODULE));
        assertThat(
                        courier.pushAll(
                                bench.platform.down(bench.m7, Platform.SYNC, forger, config(9)),
                                4000))
                .isEqualTo(refused(Refusal.BAD_SIGNATURE));
        assertThat(
                        courier.pushAll(
                                bench.platform.down(bench.m7, new KeySerial(99), forger, config(9)),
                                4000))
                .isEqualTo(refused(Refusal.UNKNOWN_ISSUER));
        assertThat(bench.memory.count(RecordKind.CONFIG)).isZero();
    }

    @Test
    void theKeyOfABundleMayComeWithIt() {
        var fresh = bench.platform.random.ed25519();
        var serial = new KeySerial(Platform.SYNC.value() + 1);
        var cert =
                BundleItem.of(
                        DownKind.KEYCERT, bench.platform.cert(serial, KeyUsage.SYNC, fresh, 0));
        var signed = denylist(7, serial, fresh);

        assertThat(
                        new Courier(bench)
                                .pushAll(
                                        bench.platform.down(bench.m7, serial, fresh, signed, cert),
                                        4000))
                .isEqualTo(ACCEPTED);

        assertThat(new Courier(bench).pulled().held().denylist()).isEqualTo(new Version(7));
    }

    @Test
    void oneItemThatIsNotGoodHindersNoOther() {
        var rubbish = BundleItem.of(DownKind.CONFIG, Bytes.utf8("rubbish"));
        var later = new BundleItem(99, Bytes.utf8("of a later version"));

        assertThat(
                        new Courier(bench)
                                .pushAll(
                                        bench.platform.down(bench.m7, rubbish, later, config(3)),
                                        4000))
                .isEqualTo(ACCEPTED);

        assertThat(bench.memory.count(RecordKind.CONFIG)).isOne();
    }

    @Test
    void partsMayComeTwiceOverlapAndFromSeveralPhones() {
        var sealed = bench.platform.down(bench.m7, config(3));
        var first = new Courier(bench);
        assertThat(first.push(sealed, 0, 50)).isEqualTo(ACCEPTED);
        assertThat(first.push(sealed, 90, 50)).isEqualTo(refused(Refusal.MISMATCH));
        assertThat(first.push(sealed, 20, 50)).isEqualTo(ACCEPTED);
        assertThat(first.push(sealed, 20, 50)).isEqualTo(ACCEPTED);
        bench.on(new RadioEvent.Disconnected(first.phone.id()));

        assertThat(new Courier(bench).push(sealed, 70, 4000)).isEqualTo(ACCEPTED);

        assertThat(bench.memory.count(RecordKind.CONFIG)).isOne();
    }

    @Test
    void onePhoneKeepsOneDeliveryAndPushesNobodyElsesOut() {
        var sealed = bench.platform.down(bench.m7, config(3));
        var honest = new Courier(bench);
        honest.push(sealed, 0, 50);
        var hostile = new Courier(bench);
        for (int i = 0; i < 100; i++) {
            hostile.push(Bytes.concat(Bytes.bigEndian(i, 4), sealed), 0, 50);
        }

        assertThat(honest.push(sealed, 50, 4000)).isEqualTo(ACCEPTED);

        assertThat(bench.memory.count(RecordKind.CONFIG)).isOne();
    }

    @Test
    void aBundleThatCannotBeCheckedNowIsTakenWhenItsLastPartComesAgain() {
        var sealed = bench.platform.down(bench.m7, config(3));
        var courier = new Courier(bench);
        courier.push(sealed, 0, 50);
        for (int i = 0; i < 20; i++) {
            bench.present(bench.connect(), bench.granted());
            bench.says(new MachineEvent.SessionEnded());
        }

        assertThat(courier.push(sealed, 50, 4000)).isEqualTo(refused(Refusal.BUSY));
        bench.pass(Duration.ofSeconds(1));
        assertThat(courier.push(sealed, 50, 4000)).isEqualTo(ACCEPTED);
    }

    @Test
    void aJournalThatIsFullKeepsTheModuleAsItIsAndTheBundleComesAgain() {
        var sealed = bench.platform.down(bench.m7, config(3));
        var courier = new Courier(bench);
        bench.memory.fail(true);

        assertThat(courier.pushAll(sealed, 4000)).isEqualTo(refused(Refusal.BUSY));
        bench.memory.fail(false);
        assertThat(courier.pushAll(sealed, 4000)).isEqualTo(ACCEPTED);
        assertThat(courier.pulled().held().config()).isEqualTo(new Version(3));
    }

    @Test
    void malformedPullsAndPartsAreRefused() {
        var phone = bench.connect();
        for (var kind : new MessageKind[] {MessageKind.PULL, MessageKind.PUSH}) {
            for (int length = 0; length < 14; length++) {
                assertThat(bench.say(phone, kind, Bytes.of(new byte[length])))
                        .isEqualTo(refused(Refusal.MALFORMED));
            }
        }
        assertThat(bench.say(phone, MessageKind.PART, BundlePart.NOTHING.encoded()))
                .isEqualTo(refused(Refusal.MALFORMED));
    }

    @Test
    void aRevokedKeyIsRefusedOnceTheDenylistHasArrived() {
        var held = bench.granted();
        new Courier(bench).pushAll(bench.platform.down(bench.m7, denylist(1)), 4000);

        assertThat(bench.present(bench.connect(), held)).isEqualTo(refused(Refusal.REVOKED));

        bench.restart();
        assertThat(bench.present(bench.connect(), bench.granted()))
                .isEqualTo(refused(Refusal.REVOKED));
    }

    @Test
    void aConfigurationAppliesBetweenSalesAndAnotherCurrencyNever() {
        var phone = bench.connect();
        bench.present(phone, bench.granted());
        new Courier(bench).pushAll(bench.platform.down(bench.m7, config(2)), 4000);
        bench.pass(Duration.ofSeconds(31));
        assertThat(bench.radio.newest().priceHint()).isEqualTo(100);

        bench.says(new MachineEvent.SessionEnded());
        bench.tick();
        assertThat(bench.radio.newest().priceHint()).isEqualTo(120);

        var francs =
                new ModuleConfig(
                                Platform.M7,
                                new Version(9),
                                java.util.Currency.getInstance("CHF"),
                                Map.of(),
                                Map.of())
                        .sign(Platform.SYNC, bench.platform.sync, Platform.ENVIRONMENT)
                        .encoded();
        new Courier(bench)
                .pushAll(
                        bench.platform.down(bench.m7, BundleItem.of(DownKind.CONFIG, francs)),
                        4000);
        assertThat(new Courier(bench).pulled().held().config()).isEqualTo(new Version(2));
    }

    @Test
    void aCapAboveTheOperatorsLimitIsRefused() {
        new Courier(bench).pushAll(bench.platform.down(bench.m7, config(2)), 4000);
        bench.tick();

        assertThat(bench.present(bench.connect(), bench.granted()))
                .isEqualTo(refused(Refusal.OVER_LIMIT));
    }

    private BundleItem[] everything(Receipt receipt, long version) {
        var ack =
                new Ack(
                                Platform.M7,
                                bench.m7.generation(),
                                receipt.sequence(),
                                bench.memory.receipt(receipt.sequence()).getFirst().sha256())
                        .sign(Platform.SYNC, bench.platform.sync, Platform.ENVIRONMENT)
                        .encoded();
        var fresh = bench.platform.random.ed25519();
        var cert = bench.platform.cert(new KeySerial(8), KeyUsage.GRANT, fresh, 0);
        return new BundleItem[] {
            BundleItem.of(DownKind.ACK, ack),
            BundleItem.of(DownKind.KEYCERT, cert),
            denylist(version),
            config(version)
        };
    }

    private BundleItem denylist(long version) {
        return denylist(version, Platform.SYNC, bench.platform.sync);
    }

    private static BundleItem denylist(
            long version, KeySerial serial, dev.coinless.model.sign.Ed25519PrivateKey key) {
        var denied = Set.of(new RevokedKey(KeyUsage.GRANT, Platform.ISSUER));
        return BundleItem.of(
                DownKind.DENYLIST,
                new Denylist(new Version(version), denied, Set.of())
                        .sign(serial, key, Platform.ENVIRONMENT)
                        .encoded());
    }

    private BundleItem config(long version) {
        var config =
                new ModuleConfig(
                        Platform.M7,
                        new Version(version),
                        Platform.EUR,
                        Map.of(ModuleSetting.CAP_LIMIT, 400L),
                        Map.of(11, 120L, 12, 175L));
        return BundleItem.of(
                DownKind.CONFIG,
                config.sign(Platform.SYNC, bench.platform.sync, Platform.ENVIRONMENT).encoded());
    }
}
