package dev.coinless.functions.issue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.issue.DecideIssue.Decision;
import dev.coinless.functions.issue.GrantRequest.Relayed;
import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.module.ModuleControl;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.module.Progress;
import dev.coinless.functions.policy.BadCodes;
import dev.coinless.functions.policy.Limits;
import dev.coinless.functions.policy.Policy;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Samples;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.code.FleetSecret;
import dev.coinless.model.grant.Binding;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.grant.LineMask;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.money.Money;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.request.AuthorizationRequest;
import dev.coinless.model.sync.Denylist;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Line and amount, chosen on the phone.
class DecideChoiceTest {

    private final Samples samples = new Samples(17);
    private final FleetSecret fleet = new FleetSecret(1, samples.generator().bytes(32));
    private final DecideIssue decide =
            new DecideIssue(new Policy(Limits.STANDARD), PaymentUnit.ENVIRONMENT);
    private final PaymentModule laundry = samples.laundry();

    @ParameterizedTest
    @CsvSource({"1, 200, 4", "1, 450, 9", "1, 500, 10", "2, 20, 1", "2, 600, 30"})
    void aChoiceIsWorthItsAmountOnItsLineInWholePulses(int line, long amount, int pulses) {
        var decision = at(laundry, choice(line, amount), samples.account(1000));

        assertThat(decision).isInstanceOf(Decision.Issue.class);
        var grant = ((Decision.Issue) decision).grant();
        assertThat(grant.kind()).isEqualTo(GrantKind.PULSE);
        assertThat(grant.cap()).isEqualTo(Money.of(amount, "EUR"));
        assertThat(grant.lines()).isEqualTo(LineMask.of(line));
        assertThat(grant.vends()).isEqualTo(pulses);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 200, MISMATCH, choice.line",
        "1, 150, MISMATCH, choice.amount",
        "1, 225, MISMATCH, choice.amount",
        "1, 550, OVER_LIMIT, choice.amount",
        "2, 30, MISMATCH, choice.amount",
        "2, 620, OVER_LIMIT, choice.amount"
    })
    void aChoiceThatTheMachineDoesNotSellIsRefusedByItsMember(
            int line, long amount, Refusal reason, String field) {
        assertRefused(
                at(laundry, choice(line, amount), samples.account(1000)),
                reason,
                Optional.of(field));
    }

    @Test
    void aChoiceIsNeededAtAPulseMachineAndNowhereElse() {
        assertRefused(
                at(laundry, Optional.empty(), samples.account(1000)),
                Refusal.MISMATCH,
                Optional.of("choice"));
        assertRefused(
                at(samples.module(), choice(1, 200), samples.account(1000)),
                Refusal.MISMATCH,
                Optional.of("choice"));
    }

    @Test
    void whatIsChosenMustBeThere() {
        assertRefused(
                at(laundry, choice(1, 500), samples.account(499)),
                Refusal.INSUFFICIENT,
                Optional.empty());
        assertThat(at(laundry, choice(1, 500), samples.account(500)))
                .isInstanceOf(Decision.Issue.class);
    }

    @Test
    void aSelectionAtAPulseMachineIsNoneOfIts() {
        var selection =
                new AuthorizationRequest(
                        laundry.id(),
                        new Generation(1),
                        fleet.secretOf(laundry.id(), new Generation(1)).code(new Counter(5)),
                        1,
                        Money.of(200, "EUR"),
                        new Counter(0),
                        new Sequence(0));
        var signed = selection.sign(samples.moduleKey(), PaymentUnit.ENVIRONMENT);
        var account = samples.account(1000);

        var decision = decide(laundry, new Relayed.Selection(signed, selection), account);

        assertRefused(decision, Refusal.MISMATCH, Optional.of("request"));
    }

    private static Optional<Choice> choice(int line, long amount) {
        return Optional.of(new Choice(line, amount));
    }

    private Decision at(PaymentModule module, Optional<Choice> choice, Account account) {
        var code = fleet.secretOf(module.id(), new Generation(1)).code(new Counter(5));
        return decide(module, new Relayed.Code(module.id(), code, choice), account);
    }

    private Decision decide(PaymentModule module, Relayed relayed, Account account) {
        return decide.decide(
                new GrantRequest(
                        new GrantId(samples.generator().bytes(16)),
                        account.id(),
                        Bytes.utf8("a request").sha256(),
                        relayed,
                        new Binding.Holder(samples.generator().bytes(16)),
                        OptionalLong.empty()),
                account,
                new Situation(
                        Optional.of(account),
                        Optional.of(module),
                        Optional.empty(),
                        Progress.none(module.id()),
                        ModuleControl.none(module.id()),
                        Denylist.none(),
                        BadCodes.none(account.id(), module.id()),
                        0),
                0,
                (id, enrolled) -> fleet.secretOf(id, enrolled.generation()),
                Samples.NOW);
    }

    private static void assertRefused(Decision decision, Refusal reason, Optional<String> field) {
        assertThat(decision).isInstanceOf(Decision.Refuse.class);
        var refused = (Decision.Refuse) decision;
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.field()).isEqualTo(field);
    }
}
