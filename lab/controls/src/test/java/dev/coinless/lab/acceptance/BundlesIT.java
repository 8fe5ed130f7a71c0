package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.CourierIT.available;
import static dev.coinless.lab.acceptance.Purchases.CREDIT;
import static dev.coinless.lab.acceptance.Purchases.ITEM;
import static dev.coinless.lab.acceptance.Purchases.PRICE;
import static dev.coinless.lab.acceptance.Purchases.accepted;
import static dev.coinless.lab.acceptance.Purchases.phoneAt;
import static dev.coinless.lab.acceptance.Purchases.swipeAndSelect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.lab.raw.RawAccount;
import dev.coinless.lab.raw.RawRadio;
import dev.coinless.lab.world.Machine;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sync.BundleAssembly;
import dev.coinless.model.sync.BundleId;
import dev.coinless.model.sync.BundlePart;
import dev.coinless.model.sync.BundlePull;
import dev.coinless.model.wire.Malformed;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Bundles in the hands of a courier that loses, doubles, reorders, alters or misdirects them: all
/// of it costs time, none of it money.
@ExtendWith(LabExtension.class)
class BundlesIT {

    private static final int SMALL_PART = 100;
    private static final int PART = 2048;

    @Test
    @DisplayName(
            "A pull that is cut goes on where it stopped, on another connection, by id and"
                    + " offset; the bundle is then whole and settles the purchase")
    void aCutPullGoesOn(World world) throws Exception {
        var machine = world.machine("M7");
        var p = unsettled(world, machine);
        var account = new RawAccount(world.cloud()).registered(0);
        BundleAssembly state = new BundleAssembly.Empty();
        Optional<Bytes> whole = Optional.empty();
        int connections = 0;
        try (var radio = RawRadio.near(world, "X", "M7")) {
            while (whole.isEmpty()) {
                var connection = radio.connect(machine.module().id());
                connections++;
                for (int i = 0; i < 3 && whole.isEmpty(); i++) {
                    var step = BundleAssembly.step(state, pull(connection, state, SMALL_PART));
                    state = step.next();
                    assertThat(step.outcome())
                            .isNotInstanceOf(BundleAssembly.Outcome.Altered.class);
                    if (step.outcome() instanceof BundleAssembly.Outcome.Complete(var sealed)) {
                        whole = Optional.of(sealed);
                    }
                }
                connection.close();
            }
        }

        assertThat(connections).isGreaterThan(1);
        assertThat(post(account, whole.orElseThrow()).status()).isEqualTo(200);
        assertThat(available(world, p)).isEqualTo(CREDIT - PRICE);
    }

    @Test
    @DisplayName("Bundles that are dropped, doubled, reordered and old change nothing but the time")
    void droppedDoubledReorderedAndOldBundlesSettleOnce(World world) throws Exception {
        var machine = world.machine("M7");
        var account = new RawAccount(world.cloud()).registered(0);
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var p = unsettled(world, machine);
            var dropped = pulled(radio, machine);
            var old = pulled(radio, machine);
            assertThat(old).as("the same until something happens").isEqualTo(dropped);
            var q = phoneAt(world, "Q", "M7");
            accepted(q.tap("M7"));
            q.net(false);
            swipeAndSelect(q, machine, ITEM);
            var newer = pulled(radio, machine);
            assertThat(newer).isNotEqualTo(old);

            var newerDown = down(post(account, newer));
            var oldDown = down(post(account, old));
            down(post(account, newer));

            assertThat(available(world, p)).isEqualTo(CREDIT - PRICE);
            assertThat(available(world, q)).isEqualTo(CREDIT - PRICE);
            var connection = radio.connect(machine.module().id());
            assertThat(push(connection, newerDown)).isEqualTo(new Verdict.Accepted());
            assertThat(push(connection, newerDown)).isEqualTo(new Verdict.Accepted());
            long acks = machine.module().journalled("ACK");
            push(connection, oldDown);
            assertThat(machine.module().journalled("ACK"))
                    .as("an old one is no news")
                    .isEqualTo(acks);
            Purchases.buy(world.phone("R").credited(CREDIT).near("M7"), machine);
        }
    }

    @Test
    @DisplayName(
            "Every bit of a bundle counts: an altered one is refused up and down, and the"
                    + " genuine one works after it")
    void alteredBundlesAreRefused(World world) throws Exception {
        var machine = world.machine("M7");
        var account = new RawAccount(world.cloud()).registered(0);
        var p = unsettled(world, machine);
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var up = pulled(radio, machine);
            for (int bit = 0; bit < up.length() * 8; bit += up.length() / 5 * 8 + 13) {
                assertThat(post(account, flipped(up, bit)).status())
                        .as("bit %d", bit)
                        .isBetween(400, 499);
            }
            assertThat(available(world, p)).as("still on hold").isEqualTo(CREDIT - 500);
            var down = down(post(account, up));

            for (int bit = 0; bit < down.length() * 8; bit += down.length() / 5 * 8 + 13) {
                var connection = radio.connect(machine.module().id());
                assertThat(push(connection, flipped(down, bit)))
                        .as("bit %d", bit)
                        .isInstanceOf(Verdict.Refused.class);
                connection.close();
            }
            assertThat(machine.module().journalled("ACK")).isZero();
            var connection = radio.connect(machine.module().id());
            assertThat(push(connection, down)).isEqualTo(new Verdict.Accepted());
            assertThat(machine.module().journalled("ACK")).isPositive();
        }
        assertThat(available(world, p)).isEqualTo(CREDIT - PRICE);
    }

    @Test
    @DisplayName("A bundle for one module is refused by every other")
    void anothersBundleIsRefused(World world) throws Exception {
        var m7 = world.machine("M7");
        var m8 = world.machine("M8");
        var account = new RawAccount(world.cloud()).registered(0);
        unsettled(world, m7);
        try (var radio = RawRadio.near(world, "X", "M7")) {
            world.air().near("X", "M8", World.NEAR_DBM);
            var down = down(post(account, pulled(radio, m7)));
            var connection = radio.connect(m8.module().id());

            assertThat(push(connection, down)).isEqualTo(new Verdict.Refused(Refusal.WRONG_MODULE));

            assertThat(m8.module().journalled("ACK")).isZero();
            assertThat(push(radio.connect(m7.module().id()), down))
                    .isEqualTo(new Verdict.Accepted());
        }
    }

    /// Phone P buys at a machine and has no network to settle it.
    private static Phone unsettled(World world, Machine machine) {
        var p = phoneAt(world, "P", machine.name());
        p.must("courier off");
        accepted(p.tap(machine.name()));
        p.net(false);
        swipeAndSelect(p, machine, ITEM);
        return p;
    }

    private static BundlePart pull(RawRadio.Connection connection, BundleAssembly state, int max)
            throws Malformed {
        var pull =
                switch (state) {
                    case BundleAssembly.Empty() -> BundlePull.first(max);
                    case BundleAssembly.Partial(var bundle, _, var received) ->
                            new BundlePull(bundle, received.length(), max);
                };
        assertThat(connection.say(MessageKind.PULL, pull.encoded()))
                .isEqualTo(new Verdict.Accepted());
        return BundlePart.parse(connection.await(MessageKind.PART));
    }

    private static Bytes pulled(RawRadio radio, Machine machine) throws Malformed {
        var connection = radio.connect(machine.module().id());
        BundleAssembly state = new BundleAssembly.Empty();
        while (true) {
            var step = BundleAssembly.step(state, pull(connection, state, PART));
            if (step.outcome() instanceof BundleAssembly.Outcome.Complete(var sealed)) {
                connection.close();
                return sealed;
            }
            state = step.next();
        }
    }

    /// Pushes a bundle and returns the verdict on its last part.
    private static Verdict push(RawRadio.Connection connection, Bytes sealed) throws Malformed {
        Verdict verdict = new Verdict.Accepted();
        for (int at = 0; at < sealed.length() && verdict instanceof Verdict.Accepted; at += PART) {
            var part = BundlePart.cut(sealed, at, PART);
            assertThat(part.bundle()).isEqualTo(BundleId.of(sealed));
            verdict = connection.say(MessageKind.PUSH, part.encoded());
        }
        return verdict;
    }

    private static RawAccount.Answer post(RawAccount account, Bytes sealed) {
        return account.post(
                "/v1/bundles",
                RawAccount.JSON.createObjectNode().put("bundle", sealed.base64Url()));
    }

    private static Bytes down(RawAccount.Answer answer) {
        assertThat(answer.status()).as("answer %s", answer).isEqualTo(200);
        return Bytes.fromBase64Url(answer.body().path("down").asText());
    }

    private static Bytes flipped(Bytes bytes, int bit) {
        var flipped = bytes.toArray();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return Bytes.of(flipped);
    }
}
