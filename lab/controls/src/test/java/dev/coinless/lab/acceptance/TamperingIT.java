package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.CREDIT;
import static dev.coinless.lab.acceptance.Purchases.ITEM;
import static dev.coinless.lab.acceptance.Purchases.PRICE;
import static dev.coinless.lab.acceptance.Purchases.select;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.lab.raw.RawAccount;
import dev.coinless.lab.raw.RawAccount.Granted;
import dev.coinless.lab.raw.RawModule;
import dev.coinless.lab.raw.RawRadio;
import dev.coinless.lab.world.World;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.Presentation;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Every single-bit flip of everything that is signed is refused, never as BUSY, and causes
/// nothing; the unflipped one then works.
@ExtendWith(LabExtension.class)
class TamperingIT {

    /// The module verifies this often per second on one connection.
    private static final int VERIFICATIONS_PER_SECOND = 4;

    @Test
    @DisplayName("F01.4 each bit of the token flipped in turn is refused")
    void everyBitOfTheTokenCounts(World world) throws Exception {
        var machine = world.machine("M7");
        flipEachBit(
                world,
                machine.module().id(),
                (grant, connection) -> grant.token().encoded(),
                TamperingIT::withToken);
        assertThat(machine.vmc().cashlessSignals()).hasSize(1);
    }

    @Test
    @DisplayName("Each bit of the presentation flipped in turn is refused")
    void everyBitOfThePresentationCounts(World world) throws Exception {
        var machine = world.machine("M7");
        flipEachBit(
                world,
                machine.module().id(),
                (grant, connection) -> connection.presentation(grant, Intent.PAY).encoded(),
                (grant, connection, flipped) -> flipped);
        assertThat(machine.vmc().cashlessSignals()).hasSize(1);
    }

    @Test
    @DisplayName("Each bit of the receipt flipped in turn is refused, without a capture")
    void everyBitOfTheReceiptCounts(World world) throws Exception {
        var machine = world.machine("M7");
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var account = new RawAccount(world.cloud()).registered(CREDIT);
            var grant = account.granted(radio.hear(machine.module().id()).advertisement());
            var connection = radio.connect(machine.module().id());
            present(connection, grant);
            select(machine, ITEM);
            var receipt = connection.await(MessageKind.RECEIPT);

            for (int bit = 0; bit < receipt.length() * 8; bit++) {
                var answer = account.postReceipt(flip(receipt, bit));
                assertThat(answer.status()).as("bit %d: %s", bit, answer).isBetween(400, 499);
                assertThat(answer.refusal()).as("bit %d", bit).isNotEqualTo("BUSY");
            }
            assertThat(account.state(grant)).isEqualTo("HELD");

            assertThat(account.postReceipt(receipt).body().path("captured").asLong())
                    .isEqualTo(PRICE);
        }
    }

    @Test
    @DisplayName("A receipt without the holder's evidence captures nothing")
    void aReceiptWithoutEvidenceCapturesNothing(World world) throws Exception {
        var liar = RawModule.enrolled(world.cloud(), "liar");
        var account = new RawAccount(world.cloud()).registered(CREDIT);
        var grant = account.granted(liar.advertisement(1));

        var answer = account.postReceipt(liar.receiptWithoutEvidence(grant, PRICE));

        assertThat(answer.body().path("captured").asLong()).isZero();
        assertThat(account.state(grant)).isNotEqualTo("CAPTURED");
        assertThat(account.get("/v1/account").body().path("available").asLong())
                .isGreaterThanOrEqualTo(CREDIT - 500);
    }

    /// What is flipped, on a connection.
    private interface Original {
        Bytes bytes(Granted grant, RawRadio.Connection connection) throws Malformed;
    }

    /// The message that carries the flipped bytes.
    private interface Forge {
        Bytes message(Granted grant, RawRadio.Connection connection, Bytes flipped)
                throws Malformed;
    }

    private static void flipEachBit(World world, ModuleId module, Original original, Forge forge)
            throws Exception {
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var account = new RawAccount(world.cloud()).registered(CREDIT);
            var grant = account.granted(radio.hear(module).advertisement());
            var limiter = new Limiter(world, radio, module);
            int bits = original.bytes(grant, limiter.next()).length() * 8;
            for (int bit = 0; bit < bits; bit++) {
                var connection = limiter.next();
                var flipped = flip(original.bytes(grant, connection), bit);
                var verdict =
                        connection.say(
                                MessageKind.PRESENT, forge.message(grant, connection, flipped));
                assertThat(verdict).as("bit %d", bit).isInstanceOf(Verdict.Refused.class);
                assertThat(verdict)
                        .as("bit %d", bit)
                        .isNotEqualTo(new Verdict.Refused(Refusal.BUSY));
            }
            assertThat(world.machineNamed("M7").vmc().cashlessSignals()).isEmpty();
            world.cloud().clock().forward(Duration.ofSeconds(1));
            var connection = radio.connect(module);
            present(connection, grant);
            select(world.machineNamed("M7"), ITEM);
            account.postReceipt(connection.await(MessageKind.RECEIPT));
        }
    }

    /// Stays within the module's limits: several connections, and a second after each round.
    private static final class Limiter {

        private static final int CONNECTIONS = 5;

        private final World world;
        private final RawRadio.Connection[] connections = new RawRadio.Connection[CONNECTIONS];
        private int used;

        Limiter(World world, RawRadio radio, ModuleId module) {
            this.world = world;
            for (int i = 0; i < CONNECTIONS; i++) {
                connections[i] = radio.connect(module);
            }
        }

        RawRadio.Connection next() {
            used++;
            if (used % (CONNECTIONS * VERIFICATIONS_PER_SECOND) == 0) {
                world.cloud().clock().forward(Duration.ofSeconds(1));
            }
            return connections[used % CONNECTIONS];
        }
    }

    /// A presentation whose proof is right for the flipped token, so that only the token is wrong.
    private static Bytes withToken(Granted grant, RawRadio.Connection connection, Bytes flipped)
            throws Malformed {
        try {
            var envelope = Envelope.parse(ObjectType.GRANT, flipped);
            var token = new GrantToken(envelope, grant.token().issuer(), grant.token().grant());
            return Presentation.of(
                            token,
                            grant.holder(),
                            connection.info().nonce(),
                            Intent.PAY,
                            RawRadio.ENVIRONMENT)
                    .encoded();
        } catch (Malformed notEvenAnEnvelope) {
            var genuine = connection.presentation(grant, Intent.PAY);
            return Cbor.encode(
                    Item.array(
                            Item.of(flipped),
                            Item.of(genuine.holder().encoded()),
                            Item.of(genuine.proof().encoded()),
                            Item.of(genuine.intent().number())));
        }
    }

    private static void present(RawRadio.Connection connection, Granted grant) throws Malformed {
        assertThat(
                        connection.say(
                                MessageKind.PRESENT,
                                connection.presentation(grant, Intent.PAY).encoded()))
                .isEqualTo(new Verdict.Accepted());
    }

    private static Bytes flip(Bytes bytes, int bit) {
        var flipped = bytes.toArray();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        return Bytes.of(flipped);
    }
}
