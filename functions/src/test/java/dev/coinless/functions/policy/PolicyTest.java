package dev.coinless.functions.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.OpenHold;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.Samples;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.money.Money;
import dev.coinless.model.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Every limit below, at and above its edge, and all of them in any order.
class PolicyTest {

    private static final Instant NOW = Samples.NOW;
    private static final Limits LIMITS =
            new Limits(Duration.ofMinutes(5), 500, 800, 2000, 3, 2, 4, 5, 6, 9000);

    private final Samples samples = new Samples(41);
    private final Policy policy = new Policy(LIMITS);
    private final PaymentModule offline = samples.module();
    private final PaymentModule networked = networked(offline);

    // Their keys take longer to make than all that is done with them.
    private final Account rich = samples.account(100_000);
    private final Account poor = samples.account(90);
    private final Account indebted = owing(5);

    /// Facts with one number of their own; all others are far below their limits.
    private Facts facts(Rule rule, long number) {
        var account = samples.account(100_000);
        var plain = facts(account, offline, 100);
        return switch (rule) {
            case ATTEMPTS -> guessed(plain, number);
            case OPEN_HOLDS_AT_MODULE -> facts(holding(account, number, true), offline, 100);
            case OPEN_HOLDS -> facts(holding(account, number, false), offline, 100);
            case LIEN -> facts(liens(account, number), offline, 100);
            case DEBT -> facts(owing(number), offline, 0);
            case REVIEWS -> facts(reviewed(account, number), offline, 100);
            case PACE -> facts(paced(account, number), offline, 100);
            case PACE_AT_MODULE -> crowded(plain, number);
            case PER_USE -> plain.with(Money.of(number, "EUR"));
            case PER_DAY -> facts(spent(account, number), offline, 100);
            case MODULE_EXPOSURE -> exposed(plain, number);
            case FUNDS -> facts(samples.account(700), offline, number);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "ATTEMPTS, 3, 4",
        "OPEN_HOLDS_AT_MODULE, 1, 2",
        "OPEN_HOLDS, 2, 3",
        "LIEN, 0, 1",
        "DEBT, 0, 1",
        "REVIEWS, 2, 3",
        "PACE, 4, 5",
        "PACE_AT_MODULE, 5, 6",
        "PER_USE, 800, 801",
        "PER_DAY, 1900, 1901",
        "MODULE_EXPOSURE, 8900, 8901",
        "FUNDS, 700, 701",
    })
    void everyLimitHoldsUpToItsEdgeAndNotBeyond(Rule rule, long last, long first) {
        assertThat(policy.breach(facts(rule, Math.max(0, last - 1)))).isEmpty();
        assertThat(policy.breach(facts(rule, last))).isEmpty();
        for (long beyond = first; beyond < first + 2; beyond++) {
            var breach = policy.breach(facts(rule, beyond));

            assertThat(breach).isPresent();
            assertThat(breach.get().rule()).isEqualTo(rule);
            assertThat(breach.get().reason())
                    .isEqualTo(rule == Rule.FUNDS ? Refusal.INSUFFICIENT : Refusal.OVER_LIMIT);
            assertThat(breach.get().detail()).isNotBlank();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Rule.class,
            names = {"LIEN", "DEBT"})
    void aModuleWithANetworkBringsItsReceiptsItself(Rule rule) {
        var facts = facts(rule, 1);

        assertThat(policy.breach(facts(facts.account(), networked, 0))).isEmpty();
    }

    @Test
    void theOrderOfTheRulesNeverChangesWhetherAGrantIsIssued() {
        long seed = Long.getLong("seed", 4);
        System.out.println("PolicyTest seed=" + seed);
        var dice = AwsMode.dice(seed);
        var shuffler = new Random(seed);
        var seen = EnumSet.noneOf(Rule.class);
        int accepted = 0;
        for (int i = 0; i < 5_000; i++) {
            var facts = random(dice);
            var breach = policy.breach(facts);
            breach.ifPresent(each -> seen.add(each.rule()));
            accepted += breach.isEmpty() ? 1 : 0;
            var order = new ArrayList<>(List.of(Rule.values()));
            Collections.shuffle(order, shuffler);

            assertThat(policy.breach(facts, order).isEmpty()).isEqualTo(breach.isEmpty());
        }
        assertThat(seen).isEqualTo(EnumSet.allOf(Rule.class));
        assertThat(accepted).isBetween(250, 4_750);
    }

    @Test
    void aGrantWithoutAPriceIsForWhatIsLeftOfEveryLimit() {
        var wish = Money.of(10_000, "EUR");

        assertThat(most(facts(rich, offline, 0), wish)).isEqualTo(500);
        assertThat(most(facts(rich, offline, 0), Money.of(20, "EUR"))).isEqualTo(20);
        assertThat(most(facts(samples.account(70), offline, 0), wish)).isEqualTo(70);
        assertThat(most(facts(spent(rich, 1_990), offline, 0), wish)).isEqualTo(10);
        assertThat(most(exposed(facts(rich, offline, 0), 8_970), wish)).isEqualTo(30);
    }

    @Test
    void whereNothingIsLeftTheLimitSaysWhy() {
        var spent = facts(spent(samples.account(100_000), 2_000), offline, 0);
        var empty = facts(samples.account(0), offline, 0);
        var wish = Money.of(500, "EUR");

        assertThat(policy.breach(spent.with(policy.most(spent, wish))).orElseThrow().rule())
                .isEqualTo(Rule.PER_DAY);
        assertThat(policy.breach(empty.with(policy.most(empty, wish))).orElseThrow().rule())
                .isEqualTo(Rule.FUNDS);
    }

    @Test
    void whatIsOverIsForgotten() {
        var tomorrow = NOW.plus(Duration.ofDays(1));
        var reached =
                Map.of(
                        Rule.PER_DAY, 2_000,
                        Rule.REVIEWS, 3,
                        Rule.PACE, 5);
        reached.forEach((rule, number) -> {
            var facts = facts(rule, number);

            assertThat(policy.breach(facts)).isPresent();
            assertThat(policy.breach(at(facts, tomorrow))).isEmpty();
        });
    }

    private Facts random(RandomGenerator dice) {
        var account = paced(dice.nextInt(4) == 0 ? poor : rich, dice.nextInt(6));
        if (dice.nextInt(4) == 0) {
            account = holding(account, dice.nextInt(4), dice.nextBoolean());
        }
        account = dice.nextInt(6) == 0 ? liens(account, 1) : account;
        account = dice.nextInt(6) == 0 ? indebted : account;
        account = reviewed(account, dice.nextInt(4));
        account = spent(account, dice.nextInt(2_200));
        var facts = facts(account, dice.nextInt(5) == 0 ? networked : offline, dice.nextInt(1_000));
        return crowded(
                exposed(guessed(facts, dice.nextInt(5)), dice.nextInt(9_500)), dice.nextInt(8));
    }

    private long most(Facts facts, Money wish) {
        return policy.most(facts, wish).minorUnits();
    }

    private static Facts facts(Account account, PaymentModule module, long amount) {
        return new Facts(
                account,
                module,
                Money.of(amount, "EUR"),
                BadCodes.none(account.id(), module.id()),
                0,
                0,
                NOW);
    }

    private static Facts guessed(Facts facts, long count) {
        var id = facts.account().id();
        return new Facts(
                facts.account(),
                facts.module(),
                facts.amount(),
                new BadCodes(id, facts.module().id(), count, NOW),
                facts.grantsAtModule(),
                facts.exposed(),
                NOW);
    }

    private static Facts crowded(Facts facts, long grants) {
        return new Facts(
                facts.account(),
                facts.module(),
                facts.amount(),
                facts.badCodes(),
                grants,
                facts.exposed(),
                NOW);
    }

    private static Facts exposed(Facts facts, long out) {
        return new Facts(
                facts.account(),
                facts.module(),
                facts.amount(),
                facts.badCodes(),
                facts.grantsAtModule(),
                out,
                NOW);
    }

    private static Facts at(Facts facts, Instant later) {
        return new Facts(
                facts.account(),
                facts.module(),
                facts.amount(),
                facts.badCodes(),
                facts.grantsAtModule(),
                facts.exposed(),
                later);
    }

    private static Account holding(Account account, long count, boolean here) {
        var next = account;
        for (int i = 0; i < count && next.available().minorUnits() > 0; i++) {
            var module = here ? Samples.M7 : new ModuleId(Bytes.bigEndian(i, 6));
            next = next.with(hold(module, i, 1));
        }
        return next;
    }

    private static Account liens(Account account, long count) {
        var next = account;
        for (int i = 0; i < count; i++) {
            var hold = hold(Samples.M8, 100 + i, 1);
            next = next.with(hold).released(hold.grant());
        }
        return next;
    }

    /// An account that has nothing and owes this much.
    private Account owing(long debt) {
        return debt == 0 ? samples.account(0) : samples.account(0).charged(Money.of(debt, "EUR"));
    }

    private static Account reviewed(Account account, long count) {
        var next = account;
        for (int i = 0; i < count; i++) {
            next = next.reviewed(NOW);
        }
        return next;
    }

    private static Account paced(Account account, long count) {
        var next = account;
        for (int i = 0; i < count; i++) {
            next = next.paced(NOW);
        }
        return next;
    }

    private static Account spent(Account account, long amount) {
        return account.with(account.conduct().sold(Money.of(amount, "EUR"), NOW));
    }

    private static OpenHold hold(ModuleId module, int number, long cap) {
        return new OpenHold(
                new GrantId(Bytes.bigEndian(number, 16)), module, new Counter(number), cap);
    }

    private static PaymentModule networked(PaymentModule module) {
        var current = module.current();
        return new PaymentModule(
                module.id(),
                module.version(),
                module.operator(),
                module.name(),
                module.currency(),
                module.kind(),
                module.licensed(),
                module.prices(),
                module.lines(),
                List.of(
                        new PaymentModule.Enrolled(
                                current.generation(),
                                current.signingKey(),
                                Optional.empty(),
                                current.fleetSecret(),
                                true)));
    }
}
