package dev.coinless.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.Platform;
import dev.coinless.edge.health.Disturbance;
import dev.coinless.edge.uplink.Uplink;
import dev.coinless.edge.uplink.UplinkEvent;
import dev.coinless.edge.vend.MachineEvent;
import dev.coinless.model.advertise.Advertisement.Flag;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.receipt.Ack;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.sync.BundleItem;
import dev.coinless.model.sync.DownKind;
import dev.coinless.model.sync.SyncBundle;
import dev.coinless.model.sync.UpKind;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// A module whose own network is there, is lost, is slow, and brings nonsense.
class NetworkTest {

    private final Workbench bench = new Workbench();

    @Test
    void aModuleThatIsConnectedSaysSoOnTheAirAndPublishesWhereItStands() {
        assertThat(bench.radio.newest().flags()).doesNotContain(Flag.CONNECTED);

        bench.on(new UplinkEvent.Connected());

        assertThat(bench.radio.newest().flags()).contains(Flag.CONNECTED);
        assertThat(published()).hasSize(1);
        assertThat(published().getFirst().items().getFirst().kind())
                .isEqualTo(UpKind.CHECKPOINT.number());

        bench.on(new UplinkEvent.Lost());
        assertThat(bench.radio.newest().flags()).doesNotContain(Flag.CONNECTED);
    }

    @Test
    void aReceiptIsPublishedAfterAShortWhile() {
        connectAndAnswer();

        bench.buy();
        bench.pass(Uplink.GATHER);

        assertThat(Courier.receipts(published().getLast())).hasSize(1);
    }

    @Test
    void aReceiptIsPublishedAgainUntilThePlatformsAckAndThenNoMore() {
        connectAndAnswer();
        bench.buy();
        bench.pass(Uplink.GATHER);
        bench.published.clear();

        bench.pass(Uplink.FIRST_WAIT);
        bench.pass(Uplink.FIRST_WAIT.multipliedBy(2));
        assertThat(bench.published).hasSize(2);

        bench.on(new UplinkEvent.Received(ackOf(Courier.receipts(published().getLast()))));
        bench.published.clear();
        bench.pass(Uplink.LONGEST_WAIT);
        assertThat(bench.published).isEmpty();
    }

    @Test
    void whileACustomerIsServedNothingIsPublished() {
        connectAndAnswer();
        bench.buy();
        bench.present(bench.connect(), bench.granted());

        bench.pass(Duration.ofSeconds(5));
        assertThat(bench.published).isEmpty();

        bench.says(new MachineEvent.SessionEnded());
        bench.pass(Uplink.GATHER);
        assertThat(Courier.receipts(published().getLast())).hasSize(2);
    }

    @Test
    void aSaleNeedsNoNetworkAndItsReceiptWaitsForIt() {
        bench.buy();
        bench.buy();
        assertThat(bench.published).isEmpty();

        bench.on(new UplinkEvent.Connected());

        assertThat(Courier.receipts(published().getLast())).hasSize(2);
    }

    @Test
    void nonsenseFromTheNetworkIsCountedAndTheModuleSells() {
        connectAndAnswer();
        var random = Platform.seeded(Long.getLong("seed", 5));

        for (int i = 0; i < 300; i++) {
            bench.pass(Duration.ofMillis(250));
            bench.on(new UplinkEvent.Received(noise(random, 1 + random.nextInt(2000))));
            bench.on(new UplinkEvent.Unusable(0));
        }
        bench.buy();

        assertThat(bench.disturbances.counts().get(Disturbance.BUNDLE_REFUSED))
                .isGreaterThanOrEqualTo(500);
    }

    @Test
    void aFloodOfBundlesIsLeftOutUnopened() {
        connectAndAnswer();
        var random = Platform.seeded(Long.getLong("seed", 6));

        for (int i = 0; i < 1000; i++) {
            bench.on(new UplinkEvent.Received(noise(random, 500)));
        }

        assertThat(bench.disturbances.counts().get(Disturbance.CHECK_LEFT_OUT))
                .isGreaterThanOrEqualTo(990);
        bench.buy();
    }

    @Test
    void theSameAnswerTwiceChangesNothing() {
        connectAndAnswer();
        bench.buy();
        bench.pass(Uplink.GATHER);
        var ack = ackOf(Courier.receipts(published().getLast()));

        bench.on(new UplinkEvent.Received(ack));
        bench.published.clear();
        bench.pass(Duration.ofSeconds(1));
        bench.on(new UplinkEvent.Received(ack));
        bench.pass(Duration.ofMinutes(1));

        assertThat(bench.published).isEmpty();
    }

    private void connectAndAnswer() {
        bench.on(new UplinkEvent.Connected());
        bench.on(new UplinkEvent.Received(bench.platform.down(bench.m7)));
        bench.published.clear();
    }

    private Bytes ackOf(List<Receipt> receipts) {
        var last = receipts.getLast();
        var ack =
                new Ack(
                                bench.m7.module(),
                                bench.m7.generation(),
                                last.sequence(),
                                bench.memory.receipt(last.sequence()).getFirst().sha256())
                        .sign(Platform.SYNC, bench.platform.sync, Platform.ENVIRONMENT)
                        .encoded();
        return bench.platform.down(bench.m7, BundleItem.of(DownKind.ACK, ack));
    }

    private List<SyncBundle.Up> published() {
        return bench.published.stream()
                .map(sealed -> bench.platform.open(bench.m7, sealed))
                .toList();
    }

    private static Bytes noise(RandomGenerator random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.of(bytes);
    }
}
