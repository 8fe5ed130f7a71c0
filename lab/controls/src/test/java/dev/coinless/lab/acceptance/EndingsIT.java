package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.PRICE;
import static dev.coinless.lab.acceptance.Purchases.accepted;
import static dev.coinless.lab.acceptance.Purchases.buy;
import static dev.coinless.lab.acceptance.Purchases.phoneAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.lab.process.LabFailure;
import dev.coinless.lab.raw.RawAccount;
import dev.coinless.lab.raw.RawAccount.Granted;
import dev.coinless.lab.raw.RawModule;
import dev.coinless.lab.raw.RawRadio;
import dev.coinless.lab.world.MachineSetup;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.receipt.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Holds that end late, provisionally, or by a person's decision; and money that goes back.
@ExtendWith(LabExtension.class)
class EndingsIT {

    private static final Duration OVERDUE = Duration.ofMinutes(20).plusSeconds(1);
    private static final Duration KNOWN = Duration.ofDays(30);
    private static final long CAP = 500;

    /// A sale at a module whose every signature the test decides.
    private record Held(Granted grant, Bytes request) {
        String id() {
            return grant.token().grant().id().toString();
        }
    }

    private long counter;

    @Test
    @DisplayName(
            "A hold of a known customer is set free for now; its late receipt debits what is there,"
                    + " the risk account pays the rest, and a credit makes it whole")
    void aLateReceiptAfterAProvisionalReleaseGoesIntoDebt(World world) throws Exception {
        var hidden = RawModule.enrolled(world.cloud(), "M7");
        var account = knownCustomer(world, hidden, CAP);
        var held = held(account, hidden, CAP);
        sweep(world);
        assertThat(money(account, "held")).as("not by a clock alone").isEqualTo(CAP);

        world.cloud().clock().forward(OVERDUE);
        sweep(world);

        assertThat(account.state(held.grant())).isEqualTo("RELEASED");
        assertThat(money(account, "available")).isEqualTo(CAP);
        spendAtAMachineWithNetwork(world, account);
        assertThat(money(account, "available")).isEqualTo(CAP - PRICE);
        long risk = balance(world, "platform/risk");
        var late = hidden.receiptFor(held.grant(), held.request(), Outcome.VENDED, CAP);
        assertThat(account.postReceipt(late).body().path("captured").asLong()).isEqualTo(CAP);
        assertThat(account.postReceipt(late).body().path("captured").asLong()).isEqualTo(CAP);
        assertThat(money(account, "available")).isZero();
        assertThat(money(account, "debt")).isEqualTo(PRICE);
        assertThat(balance(world, "platform/risk")).isEqualTo(risk - PRICE);
        world.cloud().operator().credit(account.id().toString(), 1000, "EUR");
        assertThat(money(account, "debt")).isZero();
        assertThat(money(account, "available")).isEqualTo(1000 - PRICE);
        assertThat(balance(world, "platform/risk")).isEqualTo(risk);
    }

    @Test
    @DisplayName("A lien closes machines without network until the grant is proven unused")
    void aLienBlocksUntilItIsProvenUnused(World world) throws Exception {
        var hidden = RawModule.enrolled(world.cloud(), "M7");
        var other = RawModule.enrolled(world.cloud(), "M7b");
        var account = knownCustomer(world, hidden, 1000);
        var held = held(account, hidden, CAP);
        world.cloud().clock().forward(OVERDUE);
        sweep(world);
        assertThat(account.state(held.grant())).isEqualTo("RELEASED");

        var refused = account.requestGrant(other.request(++counter, price(175)));
        assertThat(refused.refusal()).isEqualTo("OVER_LIMIT");
        assertThat(refused.body().path("detail").asText()).contains("network of their own");
        checkpoint(account, hidden.checkpoint(counter + 1, hidden.receipts()));

        await().atMost(Phone.PATIENCE).until(() -> account.state(held.grant()).equals("VOIDED"));
        assertThat(money(account, "available")).isEqualTo(1000);
        assertThat(account.requestGrant(other.request(++counter, price(175))).status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("A sale in doubt is captured or released by its operator, once and with evidence")
    void aReviewIsDecidedBothWays(World world) throws Exception {
        var module = RawModule.enrolled(world.cloud(), "M7");
        var account = new RawAccount(world.cloud()).registered(1000);
        var gave = held(account, module, 175);
        account.postReceipt(module.receiptFor(gave.grant(), gave.request(), Outcome.UNKNOWN, 0));
        var empty = held(account, module, 250);
        account.postReceipt(module.receiptFor(empty.grant(), empty.request(), Outcome.UNKNOWN, 0));
        await().atMost(Phone.PATIENCE)
                .until(() -> row(world, gave.id()).path("evidence").asBoolean());
        assertThat(row(world, empty.id()).path("cause").asText()).isEqualTo("IN_DOUBT");
        assertThat(world.cloud().operator().verifyLedger().inReview()).contains(gave.id());

        assertThatThrownBy(() -> review(world, gave, "B", "capture", 175))
                .isInstanceOf(LabFailure.class)
                .hasMessageContaining("WRONG_OPERATOR");
        assertThatThrownBy(() -> review(world, gave, "A", "capture", 176))
                .hasMessageContaining("OVER_LIMIT");
        review(world, gave, "A", "capture", 175);
        review(world, gave, "A", "capture", 175);
        review(world, empty, "A", "release", 0);

        assertThat(account.state(gave.grant())).isEqualTo("CAPTURED");
        assertThat(account.state(empty.grant())).isEqualTo("VOIDED");
        assertThat(money(account, "available")).isEqualTo(1000 - 175);
        assertThat(row(world, gave.id()).isMissingNode()).isTrue();
    }

    @Test
    @DisplayName(
            "A floor that falls while receipts are added quarantines the module, and a person ends"
                    + " the hold that its word can no longer end")
    void contradictingCheckpointsQuarantineAndAPersonDecides(World world) throws Exception {
        var module = RawModule.enrolled(world.cloud(), "M7");
        var account = new RawAccount(world.cloud()).registered(1000);
        var held = held(account, module, 175);
        assertThatThrownBy(() -> review(world, held, "A", "release", 0))
                .hasMessageContaining("MISMATCH");

        checkpoint(account, module.checkpoint(counter + 9, 2));
        checkpoint(account, module.checkpoint(counter + 8, 3));

        assertThat(world.cloud().operator().verifyLedger().quarantined())
                .contains(module.id().toString());
        assertThat(account.requestGrant(module.request(counter + 20, price(175))).refusal())
                .isEqualTo("REVOKED");
        assertThat(money(account, "held")).isEqualTo(175);
        assertThat(row(world, held.id()).path("cause").asText()).isEqualTo("CONTRADICTED");
        review(world, held, "A", "release", 0);
        assertThat(money(account, "held")).isZero();
        assertThat(money(account, "available")).isEqualTo(1000);
    }

    @Test
    @DisplayName(
            "Paid, got nothing: a snack is refunded at once and once; more goes to the operator")
    void refundsAreAutomaticOrTheOperators(World world) throws Exception {
        var machine = world.machine("M7");
        var p = phoneAt(world, "P", "M7");
        buy(p, machine);
        var grant = p.must("receipts").path("settled").path(0).path("grant").asText();
        long earned = balance(world, "operator/A/payable");

        assertThat(accepted(p.ask("refund " + grant)).path("state").asText()).isEqualTo("REFUNDED");
        assertThat(accepted(p.ask("refund " + grant)).path("state").asText()).isEqualTo("REFUNDED");

        assertThat(p.balance().available()).isEqualTo(Purchases.CREDIT);
        assertThat(balance(world, "operator/A/payable")).isEqualTo(earned - PRICE);
        p.kill();
        assertThat(p.once("refund", grant, "wrong_item")).contains("1.75 EUR are back");
        var module = RawModule.enrolled(world.cloud(), "M7b");
        var account = new RawAccount(world.cloud()).registered(2000);
        var dear = sold(account, module, 501);
        var dearer = sold(account, module, 600);
        assertThat(refund(account, dear).path("state").asText()).isEqualTo("ASKED");
        assertThat(refund(account, dearer).path("state").asText()).isEqualTo("ASKED");
        decideRefund(world, dear, "approve");
        decideRefund(world, dearer, "deny");
        assertThat(refund(account, dear).path("state").asText()).isEqualTo("REFUNDED");
        assertThat(refund(account, dearer).path("state").asText()).isEqualTo("DENIED");
        assertThat(money(account, "available")).isEqualTo(2000 - 600);
    }

    /// A customer with ten sales, the first a month ago, and this much money.
    private RawAccount knownCustomer(World world, RawModule module, long money) throws Exception {
        var account = new RawAccount(world.cloud()).registered(money + 10);
        for (int i = 0; i < 10; i++) {
            var _ = sold(account, module, 1);
        }
        world.cloud().clock().forward(KNOWN);
        return account;
    }

    private Held sold(RawAccount account, RawModule module, long amount) throws Exception {
        var held = held(account, module, amount);
        var receipt = module.receiptFor(held.grant(), held.request(), Outcome.VENDED, amount);
        assertThat(account.postReceipt(receipt).body().path("captured").asLong()).isEqualTo(amount);
        return held;
    }

    private Held held(RawAccount account, RawModule module, long amount) throws Exception {
        var request = module.request(++counter, price(amount));
        return new Held(account.grantedFor(request), request);
    }

    /// Item 12 at M8, which brings its receipts itself.
    private static void spendAtAMachineWithNetwork(World world, RawAccount account)
            throws Exception {
        var machine = world.machine("M8", MachineSetup.CONNECTED);
        try (var radio = RawRadio.near(world, "X", machine.name())) {
            var grant = account.granted(radio.hear(machine.module().id()).advertisement());
            var connection = radio.connect(machine.module().id());
            var presentation = connection.presentation(grant, Intent.PAY).encoded();
            assertThat(connection.say(MessageKind.PRESENT, presentation))
                    .isEqualTo(new Verdict.Accepted());
            Purchases.select(machine, Purchases.ITEM);
            account.postReceipt(connection.await(MessageKind.RECEIPT));
        }
    }

    private static void sweep(World world) {
        world.cloud().operator().invoke("SweepHolds", RawAccount.JSON.createObjectNode());
    }

    private static void checkpoint(RawAccount account, Bytes checkpoint) {
        var body = RawAccount.JSON.createObjectNode().put("checkpoint", checkpoint.base64Url());
        assertThat(account.post("/v1/checkpoints", body).status()).isEqualTo(200);
    }

    private static JsonNode row(World world, String grant) {
        var input = RawAccount.JSON.createObjectNode().put("operator", "A");
        for (var row : world.cloud().operator().invoke("ReadCases", input).path("reviews")) {
            if (row.path("grant").asText().equals(grant)) {
                return row;
            }
        }
        return input.path("no such row");
    }

    private static void review(
            World world, Held held, String operator, String decision, long amount) {
        var input = decision(held, operator, decision);
        if (amount > 0) {
            input.put("amount", amount);
        }
        world.cloud().operator().invoke("DecideReview", input);
    }

    private static void decideRefund(World world, Held held, String decision) {
        world.cloud().operator().invoke("DecideRefund", decision(held, "A", decision));
    }

    private static ObjectNode decision(Held held, String operator, String decision) {
        return RawAccount.JSON
                .createObjectNode()
                .put("operator", operator)
                .put("grant", held.id())
                .put("decision", decision)
                .put("reason", "looked at it");
    }

    private static JsonNode refund(RawAccount account, Held held) {
        var body =
                RawAccount.JSON
                        .createObjectNode()
                        .put("grant", held.id())
                        .put("reason", "nothing_came");
        return account.post("/v1/refunds", body).body();
    }

    private static long money(RawAccount account, String what) {
        return account.get("/v1/account").body().path(what).asLong();
    }

    private static long balance(World world, String account) {
        return world.cloud().operator().verifyLedger().balance(account);
    }

    private static Money price(long amount) {
        return Money.of(amount, "EUR");
    }
}
