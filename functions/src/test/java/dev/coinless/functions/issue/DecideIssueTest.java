package dev.coinless.functions.issue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.issue.DecideIssue.Decision;
import dev.coinless.functions.issue.GrantRequest.Relayed;
import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.ledger.OpenHold;
import dev.coinless.functions.module.Claim;
import dev.coinless.functions.module.GenerationProgress;
import dev.coinless.functions.module.ModuleControl;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.module.Progress;
import dev.coinless.functions.policy.BadCodes;
import dev.coinless.functions.policy.Limits;
import dev.coinless.functions.policy.Policy;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Samples;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.code.AuthorizationCode;
import dev.coinless.model.code.FleetSecret;
import dev.coinless.model.code.ModuleSecret;
import dev.coinless.model.grant.Binding;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.money.Money;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.request.AuthorizationRequest;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sync.Denylist;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecideIssueTest {

    static final Generation GENERATION = new Generation(1);

    final Samples samples = new Samples(11);
    final FleetSecret fleet = new FleetSecret(1, samples.generator().bytes(32));
    final DecideIssue decide =
            new DecideIssue(new Policy(Limits.STANDARD), PaymentUnit.ENVIRONMENT);
    final PaymentModule m7 = samples.module();

    @Test
    void aGoodCodeIsWorthTheBalanceUpToTheLimit() {
        assertThat(capFor(samples.account(1000))).isEqualTo(500);
        assertThat(capFor(samples.account(500))).isEqualTo(500);
        assertThat(capFor(samples.account(120))).isEqualTo(120);
    }

    @Test
    void aWishedCapIsHonouredOnlyIfItIsLower() {
        assertThat(capFor(samples.account(1000), 200)).isEqualTo(200);
        assertThat(capFor(samples.account(1000), 501)).isEqualTo(500);
        assertThat(capFor(samples.account(120), 200)).isEqualTo(120);
    }

    @Test
    void theGrantNamesWhatWasAskedFor() {
        var account = samples.account(1000);
        var request = onCode(account, code(5));

        var decision = decide(request, account, situation(account));

        assertThat(decision).isInstanceOf(Decision.Issue.class);
        var grant = ((Decision.Issue) decision).grant();
        assertThat(grant.id()).isEqualTo(request.grant());
        assertThat(grant.binding()).isEqualTo(request.binding());
        assertThat(grant.module()).isEqualTo(m7.id());
        assertThat(grant.generation()).isEqualTo(GENERATION);
        assertThat(grant.counter()).isEqualTo(new Counter(5));
        assertThat(grant.ttl()).isEqualTo(Limits.STANDARD.ttl());
    }

    @Test
    void aSelectionIsWorthItsPriceExactly() {
        var account = samples.account(1000);

        var decision = decide(onSelection(account, 175), account, situation(account));

        assertThat(((Decision.Issue) decision).grant().cap()).isEqualTo(Money.of(175, "EUR"));
    }

    @Test
    void theSameRequestGetsTheStoredAnswerAndNothingElseIsChecked() {
        var account = samples.account(1000);
        var request = onCode(account, code(5));
        var earlier = answered(account, request.contentHash());
        var situation =
                made(
                        Optional.of(account),
                        Optional.empty(),
                        Optional.of(earlier),
                        Progress.none(m7.id()),
                        BadCodes.none(account.id(), m7.id()));

        assertThat(decide(request, account, situation)).isEqualTo(new Decision.Replay(earlier));
    }

    @Test
    void theSameIdWithOtherContentIsAReplay() {
        var account = samples.account(1000);
        var situation = situation(account);
        var earlier = answered(account, Bytes.utf8("another request").sha256());

        var decision =
                decide(
                        onCode(account, code(5)),
                        account,
                        made(
                                situation.account(),
                                situation.module(),
                                Optional.of(earlier),
                                situation.progress(),
                                situation.badCodes()));

        assertRefused(decision, Refusal.REPLAY);
    }

    /// Each reason to refuse, as what must be wrong for it.
    enum Wrong {
        UNKNOWN_MODULE(Refusal.UNLICENSED),
        WITHOUT_LICENCE(Refusal.UNLICENSED),
        QUARANTINED(Refusal.REVOKED),
        GUESSED_TOO_OFTEN(Refusal.OVER_LIMIT),
        CODE_OF_THE_GENERATION_BEFORE(Refusal.STALE_CODE),
        CODE_SPENT(Refusal.CODE_SPENT),
        BELOW_THE_CLAIMED_FLOOR(Refusal.STALE_CODE),
        HOLD_OPEN_AT_THIS_MODULE(Refusal.OVER_LIMIT),
        THREE_HOLDS_OPEN(Refusal.OVER_LIMIT),
        NO_MONEY(Refusal.INSUFFICIENT),
        OTHER_CURRENCY(Refusal.MISMATCH);

        final Refusal reason;

        Wrong(Refusal reason) {
            this.reason = reason;
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWithTheReasonThatFits(Wrong wrong) {
        var account =
                switch (wrong) {
                    case NO_MONEY -> samples.account(0);
                    case HOLD_OPEN_AT_THIS_MODULE -> holdingAtM7(samples.account(1000));
                    case THREE_HOLDS_OPEN -> holdingElsewhere(samples.account(1000), 3);
                    default -> samples.account(1000);
                };
        var situation =
                switch (wrong) {
                    case UNKNOWN_MODULE -> with(account, Optional.empty(), p -> p);
                    case WITHOUT_LICENCE -> with(account, Optional.of(unlicensed()), p -> p);
                    case QUARANTINED ->
                            with(account, Optional.of(m7), GenerationProgress::quarantine);
                    case GUESSED_TOO_OFTEN -> guessed(account, 10);
                    case CODE_OF_THE_GENERATION_BEFORE ->
                            with(account, Optional.of(enrolledAgain()), p -> p);
                    case CODE_SPENT ->
                            with(account, Optional.of(m7), p -> p.withSpent(new Counter(5)));
                    case BELOW_THE_CLAIMED_FLOOR ->
                            with(
                                    account,
                                    Optional.of(m7),
                                    p -> p.with(new Claim(new Counter(6), new Sequence(9))));
                    case OTHER_CURRENCY -> with(account, Optional.of(inFrancs()), p -> p);
                    default -> situation(account);
                };

        assertRefused(decide(onCode(account, code(5)), account, situation), wrong.reason);
    }

    @Test
    void aWrongCodeIsCountedForThisModuleOnly() {
        var account = samples.account(1000);
        var wrong = new AuthorizationCode(new Counter(5), samples.generator().bytes(8));

        var decision = decide(onCode(account, wrong), account, guessed(account, 3));

        assertThat(decision).isInstanceOf(Decision.BadCode.class);
        var counted = ((Decision.BadCode) decision).counted();
        assertThat(counted.count()).isEqualTo(4);
        assertThat(counted.module()).isEqualTo(m7.id());
    }

    @Test
    void wrongCodesAreForgottenAfterAWhile() {
        var account = samples.account(1000);
        var later = Samples.NOW.plus(Limits.BAD_CODE_WINDOW);

        var decision =
                decide.decide(
                        onCode(account, code(5)),
                        account,
                        guessed(account, 10),
                        0,
                        this::secret,
                        later);

        assertThat(decision).isInstanceOf(Decision.Issue.class);
    }

    @Test
    void everyBitOfTheCodeMatters() {
        var account = samples.account(1000);
        var good = code(5);
        for (int bit = 0; bit < 64; bit++) {
            var mac = good.mac().toArray();
            mac[bit / 8] ^= (byte) (1 << (bit % 8));
            var flipped = new AuthorizationCode(good.counter(), Bytes.of(mac));

            assertThat(decide(onCode(account, flipped), account, situation(account)))
                    .as("bit %d", bit)
                    .isInstanceOf(Decision.BadCode.class);
        }
    }

    @Test
    void aSelectionThatTheModuleDidNotSignIsRefused() {
        var account = samples.account(1000);
        var stranger = samples.generator().ed25519();
        var selection = selection(175).sign(stranger, PaymentUnit.ENVIRONMENT);

        var decision = decide(onSelection(account, selection), account, situation(account));

        assertRefused(decision, Refusal.BAD_SIGNATURE);
    }

    @Test
    void aSelectionBeyondTheBalanceIsRefused() {
        var account = samples.account(174);

        assertRefused(
                decide(onSelection(account, 175), account, situation(account)),
                Refusal.INSUFFICIENT);
    }

    @Test
    void aHundredHoldsMayBeOpenWhereTheSettingsAllowIt() {
        var many =
                new DecideIssue(
                        new Policy(
                                new Limits(
                                        Limits.STANDARD.ttl(),
                                        500,
                                        500,
                                        5000,
                                        100,
                                        100,
                                        10,
                                        100,
                                        100,
                                        5000)),
                        PaymentUnit.ENVIRONMENT);
        var account = holdingAtM7(samples.account(1000));

        var decision =
                many.decide(
                        onCode(account, code(6)),
                        account,
                        situation(account),
                        0,
                        this::secret,
                        Samples.NOW);

        assertThat(decision).isInstanceOf(Decision.Issue.class);
    }

    private Decision decide(GrantRequest request, Account account, Situation situation) {
        return decide.decide(request, account, situation, 0, this::secret, Samples.NOW);
    }

    private long capFor(Account account) {
        var decision = decide(onCode(account, code(5)), account, situation(account));
        return ((Decision.Issue) decision).grant().cap().minorUnits();
    }

    private long capFor(Account account, long wished) {
        var asked = onCode(account, code(5));
        var request =
                new GrantRequest(
                        asked.grant(),
                        asked.account(),
                        asked.contentHash(),
                        asked.relayed(),
                        asked.binding(),
                        OptionalLong.of(wished));
        var decision = decide(request, account, situation(account));
        return ((Decision.Issue) decision).grant().cap().minorUnits();
    }

    private ModuleSecret secret(ModuleId module, PaymentModule.Enrolled enrolled) {
        return fleet.secretOf(module, enrolled.generation());
    }

    private AuthorizationCode code(long counter) {
        return fleet.secretOf(m7.id(), GENERATION).code(new Counter(counter));
    }

    private GrantRequest onCode(Account account, AuthorizationCode code) {
        return request(account, new Relayed.Code(m7.id(), code, Optional.empty()));
    }

    private AuthorizationRequest selection(long price) {
        return new AuthorizationRequest(
                m7.id(),
                GENERATION,
                code(5),
                12,
                Money.of(price, "EUR"),
                new Counter(0),
                new Sequence(0));
    }

    private GrantRequest onSelection(Account account, long price) {
        return onSelection(
                account, selection(price).sign(samples.moduleKey(), PaymentUnit.ENVIRONMENT));
    }

    private GrantRequest onSelection(Account account, Envelope signed) {
        return request(account, new Relayed.Selection(signed, selectionOf(signed)));
    }

    private static AuthorizationRequest selectionOf(Envelope signed) {
        try {
            return AuthorizationRequest.decode(signed);
        } catch (Malformed e) {
            throw new AssertionError(e);
        }
    }

    private GrantRequest request(Account account, Relayed relayed) {
        return new GrantRequest(
                new GrantId(samples.generator().bytes(16)),
                account.id(),
                Bytes.utf8("a request").sha256(),
                relayed,
                new Binding.Holder(samples.generator().bytes(16)),
                OptionalLong.empty());
    }

    private Hold answered(Account account, Bytes contentHash) {
        var hold = samples.hold(account, 5);
        return new Hold(
                hold.account(),
                hold.operator(),
                contentHash,
                hold.token(),
                hold.placed(),
                hold.balance(),
                hold.earlier(),
                hold.state());
    }

    private Situation situation(Account account) {
        return with(account, Optional.of(m7), p -> p);
    }

    private Situation guessed(Account account, int times) {
        var situation = situation(account);
        return made(
                situation.account(),
                situation.module(),
                situation.earlier(),
                situation.progress(),
                new BadCodes(account.id(), m7.id(), times, Samples.NOW));
    }

    private Situation with(
            Account account,
            Optional<PaymentModule> module,
            UnaryOperator<GenerationProgress> progress) {
        var none = Progress.none(m7.id());
        return made(
                Optional.of(account),
                module,
                Optional.empty(),
                none.with(progress.apply(none.of(GENERATION))),
                BadCodes.none(account.id(), m7.id()));
    }

    /// The operator has decided nothing.
    private Situation made(
            Optional<Account> account,
            Optional<PaymentModule> module,
            Optional<Hold> earlier,
            Progress progress,
            BadCodes badCodes) {
        return new Situation(
                account,
                module,
                earlier,
                progress,
                ModuleControl.none(m7.id()),
                Denylist.none(),
                badCodes,
                0);
    }

    private Account holdingAtM7(Account account) {
        return account.with(samples.hold(account, 4).open());
    }

    private static Account holdingElsewhere(Account account, int count) {
        var next = account;
        for (int i = 0; i < count; i++) {
            next =
                    next.with(
                            new OpenHold(
                                    new GrantId(Bytes.bigEndian(i, 16)),
                                    new ModuleId(Bytes.bigEndian(i, 6)),
                                    new Counter(1),
                                    100));
        }
        return next;
    }

    private PaymentModule unlicensed() {
        return samples.module("EUR", false, m7.generations());
    }

    private PaymentModule inFrancs() {
        return samples.module("CHF", true, m7.generations());
    }

    private PaymentModule enrolledAgain() {
        var generations = new ArrayList<>(m7.generations());
        generations.add(
                new PaymentModule.Enrolled(
                        new Generation(2),
                        samples.generator().ed25519().publicKey(),
                        Optional.empty(),
                        1,
                        false));
        return samples.module("EUR", true, generations);
    }

    private static void assertRefused(Decision decision, Refusal reason) {
        assertThat(decision).isInstanceOf(Decision.Refuse.class);
        assertThat(((Decision.Refuse) decision).reason()).isEqualTo(reason);
    }
}
