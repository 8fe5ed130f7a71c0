package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.CREDIT;
import static dev.coinless.lab.acceptance.Purchases.buy;
import static dev.coinless.lab.acceptance.Purchases.phoneAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.lab.raw.RawAccount;
import dev.coinless.lab.raw.RawCourier;
import dev.coinless.lab.raw.RawRadio;
import dev.coinless.lab.world.Machine;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sync.BundleId;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A courier whose every byte the test decides stands at a real module: what it brings applies
/// once, and what it spoils changes nothing but delay.
@ExtendWith(LabExtension.class)
class BundlesAtTheMachineIT {

    private static final Verdict ACCEPTED = new Verdict.Accepted();
    private static final int PART = 300;

    @Test
    @DisplayName(
            "C10 a revoked grant, and a grant of a revoked key, are REVOKED once the denylist came")
    void c10TheDenylistComesByCourier(World world) throws Exception {
        var machine = world.machine("M7");
        var buyer = new RawAccount(world.cloud()).registered(CREDIT);
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var grant = buyer.granted(radio.hear(machine.module().id()).advertisement());
            var key = "GRANT/" + grant.token().issuer().value();
            revise(world, "keys", key);
            try {
                var courier = new RawCourier(world, radio.connect(machine.module().id()));
                assertThat(courier.pushAll(courier.carryUp(), PART)).isEqualTo(ACCEPTED);

                var connection = radio.connect(machine.module().id());
                assertThat(
                                connection.say(
                                        MessageKind.PRESENT,
                                        connection.presentation(grant, Intent.PAY).encoded()))
                        .isEqualTo(new Verdict.Refused(Refusal.REVOKED));
            } finally {
                revise(world, "dropKeys", key);
            }
        }
        assertThat(machine.vmc().cashlessSignals()).isEmpty();
    }

    @Test
    @DisplayName(
            "The operator's settings come by courier and apply once, whatever is spoilt on the way")
    void whatIsSpoiltChangesNothing(World world) throws Exception {
        var machine = world.machine("M7");
        var phone = phoneAt(world, "P", "M7");
        buy(phone, machine);
        // It would carry bundles too.
        phone.net(false);
        configure(world, machine, 130);
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var first = new RawCourier(world, radio.connect(machine.module().id()));
            var down = first.carryUp();
            for (int i = 0; i < 20; i++) {
                var altered = down.toArray();
                altered[random.nextInt(altered.length)] ^= (byte) (1 << random.nextInt(8));
                assertThat(first.pushPatiently(Bytes.of(altered), 4000)).isNotEqualTo(ACCEPTED);
            }
            assertThat(machine.module().journalled("CONFIG")).isZero();

            assertThat(first.push(down, 0, PART)).isEqualTo(ACCEPTED);
            first.close();
            var second = new RawCourier(world, radio.connect(machine.module().id()));
            assertThat(second.push(down, 0, PART)).isEqualTo(ACCEPTED);
            assertThat(second.push(down, PART, 4000)).isEqualTo(ACCEPTED);
            assertThat(second.pushAll(down, PART)).as("once more").isEqualTo(ACCEPTED);

            assertThat(machine.module().journalled("CONFIG")).isOne();
            assertThat(machine.module().journalled("ACK")).isPositive();
            await().atMost(Phone.PATIENCE)
                    .until(() ->
                            radio.hear(machine.module().id()).advertisement().priceHint() == 130);
        }
        phone.net(true);
        buy(phone, machine);
    }

    @Test
    @DisplayName("A module that was switched off in the middle of both transfers loses nothing")
    void aRestartLosesNothing(World world) throws Exception {
        var machine = world.machine("M7");
        configure(world, machine, 140);
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var before = new RawCourier(world, radio.connect(machine.module().id()));
            var part = before.pull(BundleId.NONE, 0, 50);
            var down = before.carryUp();
            before.push(down, 0, 50);
            machine.module().powerCut();
            machine.module().powerOn();

            var after = new RawCourier(world, radio.connect(machine.module().id()));
            assertThat(after.pull(part.bundle(), 50, 50).offset()).as("it starts anew").isZero();
            assertThat(after.pushAll(down, PART)).isEqualTo(ACCEPTED);
            machine.module().powerCut();
            machine.module().powerOn();

            assertThat(machine.module().journalled("CONFIG")).isOne();
            await().atMost(Phone.PATIENCE)
                    .until(() ->
                            radio.hear(machine.module().id()).advertisement().priceHint() == 140);
        }
    }

    private static void configure(World world, Machine machine, long hint) {
        var wish = RawAccount.JSON.createObjectNode();
        wish.put("module", machine.module().id().toString());
        wish.put("operator", machine.module().operator());
        wish.putObject("settings").put("price.hint", hint);
        world.cloud().operator().invoke("ConfigureModule", wish);
    }

    private static void revise(World world, String member, String key) {
        ObjectNode wish = RawAccount.JSON.createObjectNode();
        wish.putArray(member).add(key);
        world.cloud().operator().invoke("ReviseDenylist", wish);
    }
}
