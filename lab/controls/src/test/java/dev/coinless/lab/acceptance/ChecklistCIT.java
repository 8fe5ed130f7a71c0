package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.CREDIT;
import static dev.coinless.lab.acceptance.Purchases.ITEM;
import static dev.coinless.lab.acceptance.Purchases.PRICE;
import static dev.coinless.lab.acceptance.Purchases.accepted;
import static dev.coinless.lab.acceptance.Purchases.buy;
import static dev.coinless.lab.acceptance.Purchases.phoneAt;
import static dev.coinless.lab.acceptance.Purchases.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coinless.lab.raw.RawAccount;
import dev.coinless.lab.raw.RawAccount.Granted;
import dev.coinless.lab.raw.RawRadio;
import dev.coinless.lab.world.Machine;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.KeyGenerator;
import dev.coinless.model.wire.Malformed;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Checklist C of F01: what the payment module does, phrase by phrase.
@ExtendWith(LabExtension.class)
class ChecklistCIT {

    private static final KeyGenerator KEYS = new KeyGenerator(new SecureRandom());

    @Test
    @DisplayName("C1 journal and code counter survive a restart; no code is ever repeated")
    void c1TheCounterNeverGoesBack(World world) {
        var machine = world.machine("M7");
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var before = radio.hear(machine.module().id()).advertisement().code().counter();
            buy(phoneAt(world, "P", "M7"), machine);

            machine.module().powerCut();
            machine.module().powerOn();

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> counterNow(radio, machine).value() >= before.value() + 64);
            assertThat(machine.module().journalled("RECEIPT")).isEqualTo(1);
        }
    }

    @Test
    @DisplayName(
            "C2 and C14 the machine port signals an approval on MDB, exactly once, across power cycles")
    void c2AndC14TheSignalIsAnMdbApproval(World world) {
        var machine = world.machine("M7");
        var phone = phoneAt(world, "P", "M7");
        buy(phone, machine);

        machine.module().powerCut();
        machine.module().powerOn();

        var signals = machine.vmc().cashlessSignals();
        assertThat(signals).hasSize(1);
        assertThat(machine.module().journalled("INTENT")).isEqualTo(1);
    }

    @Test
    @DisplayName("C3 the controller works by itself with coins, the module unplugged")
    void c3TheMachineWorksAloneWithCoins(World world) {
        var machine = world.machine("M7");
        machine.vmc().does("unplug");

        machine.vmc().coin(200);
        accepted(machine.vmc().select(ITEM));
        machine.vmc().awaitVend(1, Duration.ofSeconds(20));
        machine.vmc().does("plug");

        assertThat(machine.vmc().signals()).hasSize(1);
        buy(phoneAt(world, "P", "M7"), machine);
    }

    @Test
    @DisplayName(
            "C4 five phones connected at once, each by itself; the machine serves one at a time")
    void c4SeveralPhonesAtOnce(World world) throws Exception {
        var machine = world.machine("M7");
        var module = machine.module().id();
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var connections = new ArrayList<RawRadio.Connection>();
            for (int i = 0; i < 5; i++) {
                connections.add(radio.connect(module));
            }
            var nonces = new ArrayList<Bytes>();
            for (var connection : connections) {
                nonces.add(connection.info().nonce());
            }
            assertThat(nonces).doesNotHaveDuplicates();

            var first = new RawAccount(world.cloud()).registered(CREDIT);
            var winner = first.granted(radio.hear(module).advertisement());
            assertThat(present(connections.get(0), winner)).isEqualTo(new Verdict.Accepted());
            var spent = winner.token().grant().counter();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> counterNow(radio, machine).compareTo(spent) > 0);
            var second =
                    new RawAccount(world.cloud())
                            .registered(CREDIT)
                            .granted(radio.hear(module).advertisement());
            assertThat(present(connections.get(1), second))
                    .isEqualTo(new Verdict.Refused(Refusal.BUSY));

            select(machine, ITEM);
            assertThat(first.postReceipt(connections.get(0).await(MessageKind.RECEIPT)).status())
                    .isEqualTo(200);
            assertThat(present(connections.get(1), second)).isEqualTo(new Verdict.Accepted());
        }
    }

    @Test
    @DisplayName("C6 the module takes a transaction only over the radio: it has no IP socket")
    void c6NoPortIsOpen(World world) {
        var machine = world.machine("M7");
        buy(phoneAt(world, "P", "M7"), machine);

        assertThat(machine.module().internetSockets()).isZero();
        assertThat(machine.module().bytesSent()).isZero();
    }

    @Test
    @DisplayName("C7 each step of the gate refuses with its own reason, and nothing is signalled")
    void c7EachStepOfTheGateRefuses(World world) throws Exception {
        var machine = world.machine("M7");
        var other = world.machine("M8");
        try (var radio = RawRadio.near(world, "X", "M7")) {
            world.air().near("X", "M8", World.NEAR_DBM);
            var account = new RawAccount(world.cloud()).registered(CREDIT);
            var grant = account.granted(radio.hear(machine.module().id()).advertisement());
            var forOther = account.granted(radio.hear(other.module().id()).advertisement());
            var connection = radio.connect(machine.module().id());

            assertThat(connection.say(MessageKind.PRESENT, Bytes.utf8("nonsense")))
                    .isEqualTo(new Verdict.Refused(Refusal.MALFORMED));
            assertThat(present(connection, signedByAnybody(grant, new KeySerial(999))))
                    .isEqualTo(new Verdict.Refused(Refusal.UNKNOWN_ISSUER));
            assertThat(present(connection, signedByAnybody(grant, grant.token().issuer())))
                    .isEqualTo(new Verdict.Refused(Refusal.BAD_SIGNATURE));
            assertThat(present(connection, forOther))
                    .isEqualTo(new Verdict.Refused(Refusal.WRONG_MODULE));
            var second = radio.connect(machine.module().id());
            assertThat(present(second, new RawAccount(world.cloud()).thiefOf(grant)))
                    .isEqualTo(new Verdict.Refused(Refusal.NO_PROOF));
            machine.module().diskFull();
            assertThat(present(second, grant)).isEqualTo(new Verdict.Refused(Refusal.BUSY));
            machine.module().diskFree();
            assertThat(machine.vmc().cashlessSignals()).isEmpty();

            world.cloud().clock().forward(Duration.ofSeconds(1));
            assertThat(present(second, grant)).isEqualTo(new Verdict.Accepted());
            assertThat(present(connection, grant))
                    .isEqualTo(new Verdict.Refused(Refusal.CODE_SPENT));
        }
    }

    @Test
    @DisplayName("C8 another phone with this phone's token is NO_PROOF")
    void c8TheHolderMustProveItself(World world) throws Exception {
        var machine = world.machine("M7");
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var p = new RawAccount(world.cloud()).registered(CREDIT);
            var grant = p.granted(radio.hear(machine.module().id()).advertisement());
            var q = new RawAccount(world.cloud()).registered(CREDIT);

            var verdict = present(radio.connect(machine.module().id()), q.thiefOf(grant));

            assertThat(verdict).isEqualTo(new Verdict.Refused(Refusal.NO_PROOF));
        }
        assertThat(machine.vmc().cashlessSignals()).isEmpty();
    }

    @Test
    @DisplayName("C9 a cap of 100 does not buy 175: no goods, and the hold is released")
    void c9TheCapIsHonoured(World world) {
        var machine = world.machine("M7");
        var phone = world.phone("P").credited(100).near("M7");
        accepted(phone.tap("M7"));
        accepted(phone.swipe());
        assertThat(machine.vmc().awaitFunds(Phone.PATIENCE)).isEqualTo(100);
        machine.vmc().select(ITEM);

        world.cloud().clock().forward(Duration.ofSeconds(61));

        assertThat(phone.awaitReceipt().path("outcome").asText()).isIn("CLOSED_UNUSED", "FAILED");
        phone.awaitSettled();
        assertThat(machine.vmc().cashlessSignals()).isEmpty();
        assertThat(phone.balance().available()).isEqualTo(100);
        assertThat(phone.balance().held()).isZero();
    }

    @Test
    @DisplayName("C10 a token signed by any other key is UNKNOWN_ISSUER")
    void c10OnlyThePlatformsKeysCount(World world) throws Exception {
        var machine = world.machine("M7");
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var account = new RawAccount(world.cloud()).registered(CREDIT);
            var grant = account.granted(radio.hear(machine.module().id()).advertisement());

            var verdict =
                    present(
                            radio.connect(machine.module().id()),
                            signedByAnybody(grant, new KeySerial(0xFFFF_FFFFL)));

            assertThat(verdict).isEqualTo(new Verdict.Refused(Refusal.UNKNOWN_ISSUER));
        }
        assertThat(machine.vmc().cashlessSignals()).isEmpty();
    }

    @Test
    @DisplayName("C11 the module validates without any network of its own")
    void c11NoNetworkIsNeededToValidate(World world) {
        var machine = world.machine("M7");
        var phone = phoneAt(world, "P", "M7");
        accepted(phone.tap("M7"));
        phone.net(false);

        accepted(phone.swipe());
        select(machine, ITEM);
        phone.awaitReceipt();

        assertThat(machine.vmc().cashlessSignals()).hasSize(1);
        assertThat(machine.module().bytesSent()).isZero();
        phone.net(true);
        accepted(phone.ask("post"));
        phone.awaitSettled();
    }

    @Test
    @DisplayName(
            "C12 invalid variants cause no signal, and the journal holds each refusal's reason")
    void c12NothingInvalidSignals(World world) throws Exception {
        var machine = world.machine("M7");
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var account = new RawAccount(world.cloud()).registered(CREDIT);
            var grant = account.granted(radio.hear(machine.module().id()).advertisement());
            var connection = radio.connect(machine.module().id());
            connection.say(MessageKind.PRESENT, Bytes.utf8("nonsense"));
            present(connection, signedByAnybody(grant, new KeySerial(999)));
            present(connection, new RawAccount(world.cloud()).thiefOf(grant));
            present(connection, wrongGeneration(grant));
        }
        assertThat(machine.vmc().cashlessSignals()).isEmpty();
        assertThat(machine.module().journal())
                .filteredOn(each -> each.path("kind").asText().equals("REFUSED"))
                .extracting(each -> each.path("reason").asText())
                .contains("MALFORMED", "UNKNOWN_ISSUER", "NO_PROOF");
    }

    @Test
    @DisplayName("C13 the controller saw the requested item at its price")
    void c13TheRequestedTransactionIsPerformed(World world) {
        var machine = world.machine("M7");
        buy(phoneAt(world, "P", "M7"), machine);

        var signal = machine.vmc().cashlessSignals().getFirst();
        assertThat(signal.path("item").asInt()).isEqualTo(ITEM);
        assertThat(signal.path("price").asLong()).isEqualTo(PRICE);
    }

    private static Counter counterNow(RawRadio radio, Machine machine) {
        return radio.hear(machine.module().id()).advertisement().code().counter();
    }

    private static Verdict present(RawRadio.Connection connection, Granted grant) throws Malformed {
        return connection.say(
                MessageKind.PRESENT, connection.presentation(grant, Intent.PAY).encoded());
    }

    /// The same grant, signed by a key that no root vouched for.
    private static Granted signedByAnybody(Granted grant, KeySerial serial) {
        var forged = grant.token().grant().sign(serial, KEYS.ed25519(), RawRadio.ENVIRONMENT);
        return new Granted(forged, grant.holder(), grant.keyCert());
    }

    private static Granted wrongGeneration(Granted grant) {
        var g = grant.token().grant();
        var other =
                new dev.coinless.model.grant.Grant(
                        g.id(),
                        g.binding(),
                        g.module(),
                        new Generation(g.generation().value() + 1),
                        g.counter(),
                        g.cap(),
                        g.ttl(),
                        g.vends(),
                        g.lines(),
                        g.kind());
        return new Granted(
                other.sign(new KeySerial(998), KEYS.ed25519(), RawRadio.ENVIRONMENT),
                grant.holder(),
                grant.keyCert());
    }
}
