package dev.coinless.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.model.advertise.Advertisement;
import dev.coinless.model.advertise.LegacyAdvertising;
import dev.coinless.model.advertise.ModuleStatus;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.Presentation;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.radio.Reassembly;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;
import dev.coinless.simulators.air.link.AirLinkException;
import dev.coinless.simulators.air.link.CentralConnection;
import dev.coinless.simulators.air.link.CentralEvents;
import dev.coinless.simulators.air.link.CentralLink;
import dev.coinless.simulators.air.link.Characteristic;
import dev.coinless.simulators.air.link.ConnectionId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// The program as it is shipped, between the simulated air and a simulated machine on a
/// pseudo-terminal.
class ModuleProcessTest {

    private static final int LIMIT_SECONDS = 20;

    private final Platform platform = new Platform(11);
    private final RadioOfP radio = new RadioOfP();

    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path folder = Path.of("unset");

    private @Nullable Child air;
    private @Nullable Child vmc;
    private @Nullable Child module;

    @BeforeEach
    void enrolAndStart() throws Exception {
        air =
                program(
                        "dev.coinless.simulators.air.Main",
                        "--socket",
                        socket(),
                        "--capture",
                        at("c"));
        air.awaitLine("ready");
        vmc = machine();
        enrol();
        module = module();
    }

    @AfterEach
    void end() throws Exception {
        for (var child : new Child[] {module, vmc, air}) {
            if (child != null) {
                child.close();
            }
        }
    }

    @Test
    void sellsKeepsItsMemoryThroughAPowerCutAndFindsAnAdapterThatWasUnplugged() throws Exception {
        try (var link = CentralLink.open(Path.of(socket()), "P", radio)) {
            assertThat(air.say("range P M7 -50")).contains("true");
            link.startScan();
            radio.awaitReady();

            var held = buy(link);
            assertThat(vmc.say("signals")).contains("175");
            assertThat(module.ipSockets()).isEmpty();
            assertThat(Child.loadedClasses(folder.resolve("log"), "dev.coinless.edge.Main"))
                    .as("a module without MQTT loads nothing of it")
                    .anyMatch(it -> it.startsWith("dev.coinless.edge.agent.Agent "))
                    .noneMatch(it -> it.startsWith("software.amazon."))
                    .noneMatch(it -> it.startsWith("dev.coinless.edge.io.mqtt."));

            module.kill();
            module = module();
            radio.awaitReady();
            var again = connect(link);
            present(again, held);
            assertThat(radio.verdict()).isEqualTo(new Verdict.Refused(Refusal.CODE_SPENT));
            assertThat(radio.message(MessageKind.CHECKPOINT)).isNotNull();
            assertThat(receipt(radio.message(MessageKind.RECEIPT)).outcome())
                    .isEqualTo(Outcome.VENDED);

            vmc.close();
            radio.awaitNotReady();
            vmc = machine();
            radio.awaitReady();
            buy(link);
        }
        module.kill();

        assertThat(journal()).filteredOn(line -> line.contains("\"kind\":\"RECEIPT\"")).hasSize(2);
    }

    @Test
    void aWrongSettingStopsTheStartWithItsName() throws Exception {
        Files.writeString(folder.resolve("bad.properties"), "environment=test\nradio=bluetooth\n");

        var child = program("dev.coinless.edge.Main", "run", "--config", at("bad.properties"));

        assertThat(child.awaitEnd()).isEqualTo(2);
        assertThat(Files.readString(folder.resolve("log"))).contains("setting 'radio'");
    }

    @Test
    void aCleanStopInASessionLeavesItsReceipt() throws Exception {
        try (var link = CentralLink.open(Path.of(socket()), "P", radio)) {
            assertThat(air.say("range P M7 -50")).contains("true");
            link.startScan();
            var holder = platform.random.es256();
            var counter = radio.awaitReady().code().counter();
            var token = platform.sign(platform.grant(Platform.M7, counter, holder));
            present(connect(link), new Held(token, holder));
            vmc.awaitLine("SESSION_IDLE");

            module.terminate();
        }

        assertThat(journal()).filteredOn(line -> line.contains("\"kind\":\"RECEIPT\"")).hasSize(1);
    }

    @Test
    void aSecondProgramOnTheSameModuleDoesNotStart() throws Exception {
        var second = program("dev.coinless.edge.Main", "run", "--config", at("module.properties"));

        assertThat(second.awaitEnd()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("log"))).contains("stop that one first");
    }

    private record Held(GrantToken token, Es256PrivateKey holder) {}

    private Held buy(CentralLink link) throws Exception {
        var holder = platform.random.es256();
        var counter = radio.awaitReady().code().counter();
        var token = platform.sign(platform.grant(Platform.M7, counter, holder));
        var held = new Held(token, holder);
        present(connect(link), held);
        assertThat(radio.verdict()).isEqualTo(new Verdict.Accepted());
        vmc.awaitLine("SESSION_IDLE");
        assertThat(vmc.say("select 12")).contains("true");
        var receipt = receipt(radio.message(MessageKind.RECEIPT));
        assertThat(receipt.outcome()).isEqualTo(Outcome.VENDED);
        assertThat(receipt.amount().minorUnits()).isEqualTo(175);
        return held;
    }

    private CentralConnection connect(CentralLink link) throws Exception {
        var connection = link.connect(radio.address(), 185).get(LIMIT_SECONDS, TimeUnit.SECONDS);
        connection.subscribe(Characteristic.OUT).get(LIMIT_SECONDS, TimeUnit.SECONDS);
        return connection;
    }

    private void present(CentralConnection connection, Held held) throws Exception {
        var info =
                ModuleStatus.decode(
                        Bytes.of(
                                connection
                                        .read(Characteristic.INFO)
                                        .get(LIMIT_SECONDS, TimeUnit.SECONDS)));
        var presentation =
                Presentation.of(
                        held.token, held.holder, info.nonce(), Intent.PAY, Platform.ENVIRONMENT);
        var message = new Message(MessageKind.PRESENT, presentation.encoded());
        for (var frame : message.frames(connection.mtu())) {
            connection
                    .write(Characteristic.IN, frame.toArray())
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static Receipt receipt(Bytes encoded) throws Malformed {
        return Receipt.decode(Envelope.parse(ObjectType.RECEIPT, encoded));
    }

    private void enrol() throws Exception {
        var request = folder.resolve("request");
        var prepare =
                edge(
                        "prepare",
                        "--dir",
                        at("state"),
                        "--module",
                        Platform.M7.toString(),
                        "--environment",
                        Platform.ENVIRONMENT.name(),
                        "--out",
                        request.toString());
        assertThat(prepare.awaitEnd()).isZero();
        Files.writeString(
                folder.resolve("enrolment"), platform.enrol(Files.readString(request), 1).toText());
        assertThat(edge("enrol", "--dir", at("state"), "--in", at("enrolment")).awaitEnd())
                .isZero();
        Files.write(
                folder.resolve("module.properties"),
                List.of(
                        "environment=test",
                        "name=M7",
                        "radio=air:" + socket(),
                        "machine=qibixx:" + at("tty"),
                        "state=" + at("state")));
    }

    private List<String> journal() throws Exception {
        var reading = edge("journal", "--dir", at("state"));
        assertThat(reading.awaitEnd()).isZero();
        return reading.allLines();
    }

    private Child module() throws Exception {
        var child = edge("run", "--config", at("module.properties"));
        child.awaitLine("ready");
        return child;
    }

    private Child machine() throws Exception {
        var child =
                program(
                        "dev.coinless.simulators.vmc.Main",
                        "--item",
                        "12=175",
                        "--link",
                        at("tty"));
        child.awaitLine("ready");
        return child;
    }

    private Child edge(String... arguments) {
        return program("dev.coinless.edge.Main", arguments);
    }

    private Child program(String main, String... arguments) {
        return Child.start(folder.resolve("log"), main, arguments);
    }

    private String socket() {
        return at("air.sock");
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    /// What phone P's radio hears.
    private static final class RadioOfP implements CentralEvents {
        private final BlockingQueue<Advertisement> advertisements = new LinkedBlockingQueue<>();
        private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
        private volatile String address = "";
        private Reassembly reassembly = new Reassembly.Idle();

        @Override
        public void advertisement(
                String address, String name, int rssi, byte[] advertisingData, byte[] response) {
            this.address = address;
            try {
                LegacyAdvertising.decode(LegacyAdvertising.DEVELOPMENT_COMPANY, Bytes.of(response))
                        .ifPresent(advertisements::add);
            } catch (Malformed e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void notification(
                ConnectionId connection, Characteristic characteristic, byte[] value) {
            var step = Reassembly.step(reassembly, Bytes.of(value));
            reassembly = step.next();
            if (step.outcome() instanceof Reassembly.Outcome.Complete(var message)) {
                messages.add(message);
            }
        }

        @Override
        public void rssi(ConnectionId connection, int rssi) {}

        @Override
        public void disconnected(ConnectionId connection, String reason) {}

        @Override
        public void linkLost(AirLinkException reason) {}

        String address() {
            return address;
        }

        Advertisement awaitReady() throws InterruptedException {
            return await(true);
        }

        void awaitNotReady() throws InterruptedException {
            await(false);
        }

        private Advertisement await(boolean ready) throws InterruptedException {
            advertisements.clear();
            while (true) {
                var heard = advertisements.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
                if (heard == null) {
                    throw new AssertionError("heard nothing");
                }
                if (heard.flags().contains(Advertisement.Flag.READY) == ready) {
                    return heard;
                }
            }
        }

        Verdict verdict() throws Exception {
            return Verdict.decode(message(MessageKind.VERDICT));
        }

        /// The next message of a kind; others before it are dropped.
        Bytes message(MessageKind kind) throws InterruptedException {
            while (true) {
                var message = messages.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
                if (message == null) {
                    throw new AssertionError("no " + kind);
                }
                if (message.kind() == kind) {
                    return message.body();
                }
            }
        }
    }
}
