package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.CREDIT;
import static dev.coinless.lab.acceptance.Purchases.ITEM;
import static dev.coinless.lab.acceptance.Purchases.PRICE;
import static dev.coinless.lab.acceptance.Purchases.accepted;
import static dev.coinless.lab.acceptance.Purchases.operatorBalance;
import static dev.coinless.lab.acceptance.Purchases.phoneAt;
import static dev.coinless.lab.acceptance.Purchases.select;
import static dev.coinless.lab.acceptance.Purchases.swipeAndSelect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import dev.coinless.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Any phone that passes carries what a module has for the cloud, and learns nothing of it.
@ExtendWith(LabExtension.class)
class CourierIT {

    /// Bytes of a receipt that are looked for at a time; so many do not occur elsewhere by chance.
    private static final int PIECE = 16;

    /// A receipt with its evidence has some three hundred bytes.
    private static final int FEW = 8;

    private static final long CHEAP = 100;

    @Test
    @DisplayName(
            "F01.7 P loses its network right after sending the token; Q comes by for something"
                    + " of its own, and its upload settles P's purchase: P = 825")
    void f017AnothersPhoneSettlesThePurchase(World world) {
        var machine = world.machine("M7");
        long earned = operatorBalance(world, "A");
        var p = phoneAt(world, "P", "M7");
        var q = phoneAt(world, "Q", "M7");
        accepted(p.tap("M7"));
        accepted(p.swipe());
        p.net(false);
        select(machine, ITEM);
        machine.vmc().awaitVend(1, Phone.PATIENCE);
        p.awaitReceipt();
        assertThat(available(world, p)).as("on hold").isEqualTo(CREDIT - 500);

        accepted(q.tap("M7"));
        swipeAndSelect(q, machine, 11);
        q.awaitSettled();

        await().atMost(Phone.PATIENCE)
                .untilAsserted(() -> assertThat(available(world, p)).isEqualTo(CREDIT - PRICE));
        assertThat(available(world, q)).isEqualTo(CREDIT - CHEAP);
        assertThat(operatorBalance(world, "A")).isEqualTo(earned + PRICE + CHEAP);
        assertThat(machine.module().bytesSent()).isZero();
        p.net(true);
        p.awaitSettled();
        assertThat(p.balance().available()).as("settled once").isEqualTo(CREDIT - PRICE);
    }

    @Test
    @DisplayName(
            "A courier without network keeps what it carries through a restart, posts it when"
                    + " it has network, and brings the answer back at its next visit")
    void aCourierCarriesThroughARestart(World world) {
        var machine = world.machine("M7");
        var p = phoneAt(world, "P", "M7");
        var q = world.phone("Q").near("M7");
        accepted(p.tap("M7"));
        p.net(false);
        swipeAndSelect(p, machine, ITEM);
        q.net(false);

        assertThat(accepted(q.ask("sync M7")).path("end").asText()).isEqualTo("CARRIED");
        q.kill();
        q.restart();
        await().atMost(Phone.PATIENCE)
                .untilAsserted(() -> assertThat(available(world, p)).isEqualTo(CREDIT - PRICE));
        await().atMost(Phone.PATIENCE).until(() -> carriedDown(q) > 0);
        assertThat(machine.module().journalled("ACK")).isZero();

        accepted(q.ask("sync M7"));

        assertThat(machine.module().journalled("ACK")).isPositive();
        assertThat(q.must("bundles").path("bundles")).isEmpty();
    }

    @Test
    @DisplayName(
            "A courier can decode nothing: not in its files, its memory or on its wires is the"
                    + " grant or the receipt that it carries")
    void aCourierSeesOnlySealedBytes(World world) {
        var machine = world.machine("M7");
        var p = phoneAt(world, "P", "M7");
        var q = world.phone("Q").near("M7");
        var grant = Bytes.fromHex(accepted(p.tap("M7")).path("grant").asText());
        p.net(false);
        swipeAndSelect(p, machine, ITEM);
        p.awayFrom("M7");
        q.net(false);
        accepted(q.ask("sync M7"));
        var inMemory = Search.heapOf(q);
        q.net(true);
        await().atMost(Phone.PATIENCE)
                .untilAsserted(() -> assertThat(available(world, p)).isEqualTo(CREDIT - PRICE));

        var receipt = receiptIn(machine.module().journal());
        var secrets = new ArrayList<>(List.of(grant));
        for (int at = 0; at + PIECE <= receipt.length(); at += PIECE) {
            var piece = receipt.slice(at, at + PIECE);
            if (isTelling(piece)) {
                secrets.add(piece);
            }
        }
        assertThat(secrets).as("pieces to look for").hasSizeGreaterThan(FEW);
        var onDisk = Search.filesOf(q);
        var onTheWires = Search.wiresOf(q);

        assertThat(onTheWires.has(machine.module().id().value()))
                .as("the search finds what is there")
                .isTrue();
        for (var secret : secrets) {
            assertThat(onDisk.has(secret)).as("%s on disk", secret.hex()).isFalse();
            assertThat(inMemory.has(secret)).as("%s in memory", secret.hex()).isFalse();
            assertThat(onTheWires.has(secret)).as("%s on a wire", secret.hex()).isFalse();
        }
    }

    @Test
    @DisplayName("A phone whose courier is off carries nothing of its own accord")
    void aPhoneMayDecline(World world) {
        var machine = world.machine("M7");
        var q = phoneAt(world, "Q", "M7");
        q.must("courier off");

        Purchases.buy(q, machine);

        assertThat(ChecklistAIT.writes(q))
                .noneMatch(each ->
                        ChecklistAIT.isFirstFrameOf(5, Bytes.fromHex(each.path("value").asText())));
    }

    private static long carriedDown(Phone phone) {
        return phone.must("bundles").path("bundles").path(0).path("down").asLong();
    }

    /// Whether a piece is of this receipt only: the first receipt has the hash of none before it,
    /// all zeros, which any heap contains.
    private static boolean isTelling(Bytes piece) {
        return IntStream.range(0, PIECE).map(piece::unsignedAt).distinct().count() > PIECE / 2;
    }

    private static Bytes receiptIn(List<com.fasterxml.jackson.databind.JsonNode> journal) {
        return journal.stream()
                .filter(each -> each.path("kind").asText().equals("RECEIPT"))
                .map(each -> Bytes.fromBase64Url(each.path("receipt").asText()))
                .findFirst()
                .orElseThrow();
    }

    /// What the cloud says without asking the phone, which may have no network.
    static long available(World world, Phone phone) {
        return world.cloud()
                .operator()
                .verifyLedger()
                .balance("customer/%s/available".formatted(phone.account()));
    }
}
