package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.CREDIT;
import static dev.coinless.lab.acceptance.Purchases.accepted;
import static dev.coinless.lab.acceptance.Purchases.buy;
import static dev.coinless.lab.acceptance.Purchases.phoneAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coinless.lab.raw.RawModule;
import dev.coinless.lab.raw.RawRadio;
import dev.coinless.lab.raw.RogueBeacon;
import dev.coinless.lab.world.Machine;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Whatever comes over the radio and the serial line, the module refuses it, counts it, says it
/// without secrets and within bounds, and then sells.
@ExtendWith(LabExtension.class)
class HostileRadioIT {

    /// What the module may write down because of a whole test's nonsense, in bytes.
    private static final long MOST_LOG = 100_000;

    private static final int SEED = 3;
    private static final int GARBAGE = 300;
    private static final int FRAMES_WITHOUT_END = 2000;

    @Test
    @DisplayName("Frames that are garbage, truncated, out of order or empty are MALFORMED")
    void malformedFramesAreRefusedAndTheModuleSells(World world) throws Exception {
        var machine = world.machine("M7");
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var connection = radio.connect(machine.module().id());
            for (var frame : malformedFrames()) {
                connection.tryWrite(frame);
                assertThat(connection.verdict())
                        .as("frame %s", frame.hex())
                        .isEqualTo(new Verdict.Refused(Refusal.MALFORMED));
            }
            for (int i = 0; i < GARBAGE; i++) {
                var garbage = new byte[1 + random.nextInt(400)];
                random.nextBytes(garbage);
                connection.tryWrite(Bytes.of(garbage));
            }
        }
        sellsAfterwards(world, machine);
        assertThat(refused(machine, "MALFORMED")).isGreaterThanOrEqualTo(malformedFrames().size());
    }

    @Test
    @DisplayName("Messages of every kind with nonsense inside get a refusal each")
    void nonsenseInEveryMessageIsRefused(World world) throws Exception {
        var machine = world.machine("M7");
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var connection = radio.connect(machine.module().id());
            for (var kind : MessageKind.values()) {
                for (var body : List.of(Bytes.EMPTY, Bytes.utf8("x"), Bytes.of(new byte[300]))) {
                    for (var frame : new Message(kind, body).frames(512)) {
                        connection.tryWrite(frame);
                    }
                    assertThat(connection.verdict())
                            .as("%s of %d bytes", kind, body.length())
                            .isInstanceOf(Verdict.Refused.class);
                    world.cloud().clock().forward(Duration.ofSeconds(1));
                }
            }
        }
        sellsAfterwards(world, machine);
    }

    @Test
    @DisplayName("A message that never ends is dropped, and costs the module nothing")
    void anEndlessMessageIsDropped(World world) throws Exception {
        var machine = world.machine("M7");
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var connection = radio.connect(machine.module().id());
            var first = new byte[500];
            first[0] = (byte) 0x80;
            first[1] = 0x01;
            first[2] = (byte) 0x40;
            connection.tryWrite(Bytes.of(first));
            for (int i = 1; i < FRAMES_WITHOUT_END; i++) {
                var next = new byte[500];
                next[0] = (byte) (i % 64);
                if (!connection.tryWrite(Bytes.of(next))) {
                    break;
                }
            }
            assertThat(connection.verdict()).isInstanceOf(Verdict.Refused.class);
        }
        sellsAfterwards(world, machine);
    }

    @Test
    @DisplayName("Garbage on the serial line is not taken for the machine's word")
    void garbageOnTheSerialLineIsNoMachine(World world) throws IOException {
        var machine = world.machine("M7");
        for (var line :
                List.of(
                        "c,STATUS,VEND,x,y",
                        "c,STATUS,VEND,-1.75,12",
                        "c,STATUS,VEND,1.75,99999999",
                        "c,VEND,SUCCESS",
                        "c,STATUS",
                        ",,,,",
                        "x".repeat(100),
                        "c," + "9".repeat(10_000))) {
            machine.vmc().does("line " + line);
        }
        machine.vmc().does("noise 20000");
        assertThat(machine.vmc().cashlessSignals()).isEmpty();
        assertThat(machine.module().journalled("INTENT")).isZero();

        machine.vmc().does("detach");
        machine.vmc().does("attach");
        sellsAfterwards(world, machine);
    }

    @Test
    @DisplayName("All connections held by one phone: another one still buys within two minutes")
    void aSquatterDoesNotLockTheMachine(World world) {
        var machine = world.machine("M7");
        var honest = phoneAt(world, "P", "M7");
        accepted(honest.tap("M7"));
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var held = new ArrayList<RawRadio.Connection>();
            for (var next = radio.tryConnect(machine.module().id());
                    next.isPresent() && held.size() < 20;
                    next = radio.tryConnect(machine.module().id())) {
                held.add(next.get());
            }
            assertThat(held).as("connections of the squatter").hasSizeGreaterThan(2);

            var chatter = Bytes.of(new byte[] {0});
            var answer = honest.swipe();
            for (int half = 0; half < 4 && !answer.path("ok").asBoolean(); half++) {
                for (int step = 0; step < 6; step++) {
                    held.forEach(each -> each.tryWrite(chatter));
                    world.cloud().clock().forward(Duration.ofSeconds(5));
                }
                answer = honest.swipe();
            }

            accepted(answer);
            Purchases.select(machine, Purchases.ITEM);
            honest.awaitSettled();
        }
        assertThat(honest.balance().available()).isEqualTo(CREDIT - Purchases.PRICE);
    }

    @Test
    @DisplayName("A beacon with a forged code of M7 gets no grant; its wrong codes are limited")
    void aForgedCodeIsRefusedByTheCloud(World world) throws Exception {
        var machine = world.machine("M7");
        var phone = world.phone("P").credited(CREDIT);
        var forged = RawModule.stranger().advertisement(7).code();
        try (var beacon = RogueBeacon.advertising(world, "EVIL", machine.module().id(), forged)) {
            phone.near("EVIL");

            Purchases.refused(phone.tap("EVIL"), "BAD_CODE");

            assertThat(phone.balance().held()).isZero();
            assertThat(beacon.written()).isEmpty();
        }
        phone.awayFrom("EVIL");
        phone.near("M7");
        buy(phone, machine);
    }

    @Test
    @DisplayName("A beacon that copies M7's code gets a presentation it cannot use, and no money")
    void aCopiedCodeGainsNothing(World world) throws Exception {
        var machine = world.machine("M7");
        var phone = world.phone("P").credited(CREDIT);
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var code = radio.hear(machine.module().id()).advertisement().code();
            try (var beacon = RogueBeacon.advertising(world, "EVIL", machine.module().id(), code)) {
                phone.near("EVIL");
                accepted(phone.tap("EVIL"));
                var swipe = CompletableFuture.supplyAsync(phone::swipe);
                await().atMost(Phone.PATIENCE).until(() -> beacon.has(MessageKind.PRESENT));

                var stolen = beacon.message(MessageKind.PRESENT);
                var connection = radio.connect(machine.module().id());
                assertThat(connection.say(MessageKind.PRESENT, stolen))
                        .isEqualTo(new Verdict.Refused(Refusal.NO_PROOF));
                // The customer gives up waiting for the machine that says nothing.
                phone.kill();
                phone.restart();
                assertThat(swipe).failsWithin(Phone.PATIENCE);
            }
            assertThat(machine.vmc().cashlessSignals()).isEmpty();
        }
        phone.awayFrom("EVIL");
        // The code grows old, and the next customer's receipt proves that it can never be used.
        world.cloud().clock().forward(Duration.ofSeconds(335));
        buy(phoneAt(world, "Q", "M7"), machine);
        await().atMost(Phone.PATIENCE).until(() -> phone.balance().held() == 0);
        assertThat(phone.balance().available()).isEqualTo(CREDIT);
    }

    /// Frames that continue nothing, announce what is not there, or are of no kind.
    private static List<Bytes> malformedFrames() {
        return List.of(
                Bytes.fromHex("00"),
                Bytes.fromHex("41aabb"),
                Bytes.fromHex("80"),
                Bytes.fromHex("8001"),
                Bytes.fromHex("c001ffff00"),
                Bytes.fromHex("c0010002aa"),
                Bytes.fromHex("c0010000aa"),
                Bytes.fromHex("c0770000"),
                Bytes.fromHex("c0ff0001aa"));
    }

    private static void sellsAfterwards(World world, Machine machine) throws IOException {
        int before = machine.vmc().cashlessSignals().size();
        var phone = phoneAt(world, "P", machine.name());

        buy(phone, machine);

        assertThat(machine.vmc().cashlessSignals()).hasSize(before + 1);
        assertThat(Files.size(machine.module().process().log())).isLessThan(MOST_LOG);
    }

    /// How many refusals of a reason the journal has counted.
    private static long refused(Machine machine, String reason) {
        return machine.module().journal().stream()
                .filter(each -> each.path("kind").asText().equals("REFUSED"))
                .filter(each -> each.path("reason").asText().equals(reason))
                .mapToLong(each -> each.path("count").asLong(1))
                .sum();
    }
}
