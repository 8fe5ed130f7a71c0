package dev.coinless.wallet.io.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.coinless.model.advertise.LegacyAdvertising;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.time.TimeSource;
import dev.coinless.wallet.fixture.AirProcess;
import dev.coinless.wallet.fixture.Fixture;
import dev.coinless.wallet.fixture.ModuleInTheAir;
import dev.coinless.wallet.fixture.PaperModule;
import dev.coinless.wallet.fixture.PaperRadio;
import dev.coinless.wallet.present.Connector;
import dev.coinless.wallet.present.ModuleContact;
import dev.coinless.wallet.present.RadioFailure;
import dev.coinless.wallet.scan.Scanner;
import dev.coinless.wallet.scan.Sighting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The contract of [Scanner] and [Connector], kept by the radio on paper and by the real air.
class RadioContractTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final AtomicInteger JOINED = new AtomicInteger();
    private static AirProcess air;

    private final Fixture fixture = new Fixture(41);
    private final PaperModule m7 = new PaperModule(fixture, Fixture.M7);
    private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
    private String name = "M7";
    private Scanner scanner;
    private Connector connector;

    @BeforeAll
    static void startAir() throws IOException {
        air = AirProcess.start();
    }

    @AfterAll
    static void stopAir() throws IOException {
        air.close();
    }

    @AfterEach
    void leave() throws Exception {
        for (var each : open) {
            each.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"paper, 517", "air, 517"})
    void scanningHearsOurModulesWithNameCodeAndStrength(String kind, int mtu) throws Exception {
        switchOn(kind, mtu);

        var heard = hear();

        assertThat(heard.name()).isEqualTo(name);
        assertThat(heard.rssi()).isEqualTo(-50);
        assertThat(heard.advertisement()).isEqualTo(m7.advertisement());
    }

    @ParameterizedTest
    @CsvSource({"paper, 23", "paper, 185", "paper, 517", "air, 23", "air, 185", "air, 517"})
    void messagesArriveWholeInBothDirectionsAtEveryMtu(String kind, int mtu) throws Exception {
        switchOn(kind, mtu);
        var ear = new Ear();
        var contact = ModuleContact.open(connector, hear().address(), ear);
        var keyCert = new Message(MessageKind.KEYCERT, fixture.keyCert());

        contact.send(keyCert);

        await().atMost(PATIENCE).until(() -> !ear.messages.isEmpty());
        assertThat(ear.messages).extracting(Message::kind).containsExactly(MessageKind.VERDICT);
        assertThat(m7.heard()).containsExactly(keyCert);
        contact.close();
    }

    @ParameterizedTest
    @CsvSource({"paper, 517", "air, 517"})
    void everyConnectionHasItsOwnNonce(String kind, int mtu) throws Exception {
        switchOn(kind, mtu);
        var address = hear().address();

        var first = ModuleContact.open(connector, address, new Ear());
        var second = ModuleContact.open(connector, address, new Ear());

        assertThat(first.status().nonce()).isNotEqualTo(second.status().nonce());
    }

    @ParameterizedTest
    @CsvSource({"paper, 517", "air, 517"})
    void theEndIsToldOnceAndNothingCanBeSentAfterIt(String kind, int mtu) throws Exception {
        switchOn(kind, mtu);
        var ear = new Ear();
        var contact = ModuleContact.open(connector, hear().address(), ear);

        contact.close();
        contact.close();

        await().atMost(PATIENCE).until(() -> !ear.ends.isEmpty());
        assertThatThrownBy(() -> contact.send(new Message(MessageKind.KEYCERT, fixture.keyCert())))
                .isInstanceOf(RadioFailure.class);
        assertThat(ear.ends).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"paper, 517", "air, 517"})
    void nobodyAtTheAddressIsAFailureWithItsReason(String kind, int mtu) throws Exception {
        switchOn(kind, mtu);

        assertThatThrownBy(() -> connector.connect("c4:99:99:99:99:99", new NoFrames()))
                .isInstanceOf(RadioFailure.class)
                .hasMessageContaining("range");
    }

    private void switchOn(String kind, int mtu) throws IOException {
        if (kind.equals("paper")) {
            var radio = new PaperRadio(mtu);
            radio.put("M7", m7);
            scanner = radio;
            connector = radio;
            return;
        }
        // Names of their own: the air notices only in a while that an earlier one has left.
        int number = JOINED.incrementAndGet();
        name = "M7-" + number;
        air.ask("range P-%d %s -50".formatted(number, name));
        open.add(ModuleInTheAir.join(air.socket(), name, m7));
        var settings =
                new AirRadio.Settings(
                        air.socket(), "P-" + number, LegacyAdvertising.DEVELOPMENT_COMPANY, mtu);
        var radio = new AirRadio(settings, TimeSource.find());
        open.add(radio);
        scanner = radio;
        connector = radio;
    }

    private Sighting hear() throws RadioFailure {
        var heard = new CopyOnWriteArrayList<Sighting>();
        scanner.startScan(heard::add);
        await().atMost(PATIENCE).until(() -> !heard.isEmpty());
        scanner.stopScan();
        return heard.getFirst();
    }

    private static final class Ear implements ModuleContact.Listener {
        private final List<Message> messages = new CopyOnWriteArrayList<>();
        private final List<String> ends = new CopyOnWriteArrayList<>();

        @Override
        public void message(Message message) {
            messages.add(message);
        }

        @Override
        public void ended(String reason) {
            ends.add(reason);
        }
    }

    private static final class NoFrames implements dev.coinless.wallet.present.Link.Listener {
        @Override
        public void notified(dev.coinless.model.bytes.Bytes frame) {
            throw new AssertionError("nothing may come");
        }

        @Override
        public void ended(String reason) {}
    }
}
