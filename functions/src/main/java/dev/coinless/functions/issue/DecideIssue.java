package dev.coinless.functions.issue;

import dev.coinless.functions.issue.GrantRequest.Relayed;
import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.module.Claim;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.module.Progress;
import dev.coinless.functions.policy.BadCodes;
import dev.coinless.functions.policy.Facts;
import dev.coinless.functions.policy.Policy;
import dev.coinless.functions.policy.Rule;
import dev.coinless.functions.policy.Rule.Breach;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.grant.LineMask;
import dev.coinless.model.money.Money;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Environment;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/// Decides whether a grant is issued, for how much, or why not.
///
/// The order of the checks is part of the protocol: replay, module, code, state of the code, price,
/// and last the limits, which are [Policy]'s alone.
public final class DecideIssue {

    private final Policy policy;
    private final Environment environment;

    public DecideIssue(Policy policy, Environment environment) {
        this.policy = policy;
        this.environment = environment;
    }

    /// What is to be done.
    public sealed interface Decision {

        /// Sign this grant and set its cap aside.
        record Issue(Account account, PaymentModule module, Grant grant) implements Decision {}

        /// The same request was answered before; give the same answer.
        record Replay(Hold earlier) implements Decision {}

        /// Refuse.
        ///
        /// @param field the member of the body at fault
        record Refuse(Refusal reason, String detail, Optional<String> field) implements Decision {
            Refuse(Refusal reason, String detail) {
                this(reason, detail, Optional.empty());
            }
        }

        /// Refuse for now, and take in what the module says of its floor: it proves that an earlier
        /// hold of the account at this machine is dead, and the sweep will end it.
        record Freed(Progress progress) implements Decision {}

        /// Refuse, and count the wrong code.
        record BadCode(BadCodes counted) implements Decision {}
    }

    /// Decides.
    ///
    /// @param account that has signed the request
    /// @param atModule grants for this module in this minute
    public Decision decide(
            GrantRequest request,
            Account account,
            Situation situation,
            long atModule,
            CodeSecrets secrets,
            Instant now) {
        if (situation.earlier().isPresent()) {
            return replay(request, situation.earlier().get());
        }
        var refusal = checkModule(situation);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var facts = facts(account, situation, atModule, now);
        return policy.guessing(facts)
                .map(DecideIssue::refuse)
                .or(() -> checkSignature(request, facts.module()))
                .or(() -> checkCode(request, situation, secrets, now))
                .or(() -> checkFreshness(request, situation))
                .orElseGet(() -> price(request, situation, facts));
    }

    private static Facts facts(Account account, Situation situation, long atModule, Instant now) {
        var module = module(situation);
        return new Facts(
                account,
                module,
                Money.zero(module.currency()),
                situation.badCodes(),
                atModule,
                situation.exposed(),
                now);
    }

    private static PaymentModule module(Situation situation) {
        return situation.module().orElseThrow();
    }

    private static Decision replay(GrantRequest request, Hold earlier) {
        return earlier.requestHash().equals(request.contentHash())
                ? new Decision.Replay(earlier)
                : new Decision.Refuse(
                        Refusal.REPLAY, "this request id was used with other content");
    }

    private static Optional<Decision> checkModule(Situation situation) {
        if (situation.module().isEmpty()) {
            return refuse(Refusal.UNLICENSED, "this module is not enrolled here");
        }
        var module = situation.module().get();
        if (!module.licensed()) {
            return refuse(Refusal.UNLICENSED, "this module has no licence to sell");
        }
        var out = situation.control().outOfService(module.current().generation());
        if (out.isPresent()) {
            return switch (out.get()) {
                case DECOMMISSIONED ->
                        refuse(Refusal.UNLICENSED, "this module is out of service for good");
                case QUARANTINED ->
                        refuse(
                                Refusal.REVOKED,
                                "this module's operator has taken it out of service");
            };
        }
        if (situation.progress().isQuarantined(module.current().generation())) {
            return refuse(
                    Refusal.REVOKED,
                    "this module contradicted itself; its operator must re-enrol it");
        }
        return Optional.empty();
    }

    /// Only a selection is signed; a broadcast code proves itself.
    private Optional<Decision> checkSignature(GrantRequest request, PaymentModule module) {
        return switch (request.relayed()) {
            case Relayed.Code _ -> Optional.empty();
            case Relayed.Selection(var envelope, var selection) ->
                    module.generation(selection.generation())
                                    .filter(each ->
                                            envelope.isSignedBy(each.signingKey(), environment))
                                    .isPresent()
                            ? Optional.empty()
                            : refuse(
                                    Refusal.BAD_SIGNATURE,
                                    "the request is not signed by this module");
        };
    }

    private static Optional<Decision> checkCode(
            GrantRequest request, Situation situation, CodeSecrets secrets, Instant now) {
        var module = module(situation);
        var code = request.relayed().code();
        if (secrets.of(module.id(), module.current()).code(code.counter()).matches(code)) {
            return Optional.empty();
        }
        boolean earlier =
                module.previous()
                        .map(each -> secrets.of(module.id(), each).code(code.counter()))
                        .filter(code::matches)
                        .isPresent();
        return earlier
                ? refuse(Refusal.STALE_CODE, "the module was enrolled again since; read a new code")
                : Optional.of(new Decision.BadCode(situation.badCodes().oneMore(now)));
    }

    private static Optional<Decision> checkFreshness(GrantRequest request, Situation situation) {
        var progress = situation.progress().of(module(situation).current().generation());
        var counter = request.relayed().code().counter();
        if (progress.isSpent(counter)) {
            return refuse(Refusal.CODE_SPENT, "this code was used; read a new one");
        }
        return counter.compareTo(progress.floor()) < 0
                ? refuse(Refusal.STALE_CODE, "this code is too old; read a new one")
                : Optional.empty();
    }

    /// Holds the price against all limits.
    private Decision admit(GrantRequest request, Situation situation, Facts facts, Priced priced) {
        var breach = policy.breach(facts.with(priced.cap()));
        if (breach.isEmpty()) {
            return issue(request, facts, priced);
        }
        var freed =
                breach.get().rule() == Rule.OPEN_HOLDS_AT_MODULE
                        ? freed(request, facts.account(), situation)
                        : Optional.<Decision>empty();
        return freed.orElseGet(() -> refuse(breach.get()));
    }

    /// A signed selection says where the floor is, as a checkpoint does.
    private static Optional<Decision> freed(
            GrantRequest request, Account account, Situation situation) {
        if (!(request.relayed() instanceof Relayed.Selection(_, var selection))) {
            return Optional.empty();
        }
        var before = situation.progress().of(selection.generation());
        var after = before.with(new Claim(selection.floor(), selection.sequence()));
        boolean frees =
                account.holds().stream()
                        .filter(hold -> hold.module().equals(selection.module()))
                        .anyMatch(hold ->
                                after.proves(hold.counter()) && !before.proves(hold.counter()));
        return frees
                ? Optional.of(new Decision.Freed(situation.progress().with(after)))
                : Optional.empty();
    }

    /// What a grant is for.
    private record Priced(Money cap, int vends, long lines) {

        Priced(Money cap) {
            this(cap, 1, Grant.ANY_LINE);
        }
    }

    private Decision price(GrantRequest request, Situation situation, Facts facts) {
        var module = facts.module();
        if (!facts.account().available().currency().equals(module.currency())) {
            return new Decision.Refuse(
                    Refusal.MISMATCH, "the machine sells in " + module.currency());
        }
        return switch (request.relayed()) {
            case Relayed.Code(_, _, var choice) ->
                    switch (module.kind()) {
                        case PULSE -> chosen(request, situation, facts, choice);
                        case VEND, DOOR, SWIPE ->
                                choice.isEmpty()
                                        ? upTo(request, situation, facts)
                                        : atFault(
                                                Refusal.MISMATCH,
                                                "choice",
                                                "here one selects at the machine, not in the app");
                    };
            case Relayed.Selection(_, var selection) ->
                    priceOf(request, situation, facts, selection.price());
        };
    }

    private Decision priceOf(GrantRequest request, Situation situation, Facts facts, Money price) {
        if (!price.currency().equals(facts.module().currency())) {
            return new Decision.Refuse(
                    Refusal.MISMATCH, "the machine sells in " + facts.module().currency());
        }
        return facts.module().kind() == GrantKind.PULSE
                ? atFault(Refusal.MISMATCH, "request", "nothing can be selected at this machine")
                : admit(request, situation, facts, new Priced(price));
    }

    private Decision upTo(GrantRequest request, Situation situation, Facts facts) {
        var limit = new Money(policy.limits().cap(), facts.module().currency());
        var cap = policy.most(facts, request.cap(limit));
        return admit(request, situation, facts, new Priced(cap));
    }

    /// The customer has chosen line and amount, so the cap is that amount exactly.
    private Decision chosen(
            GrantRequest request, Situation situation, Facts facts, Optional<Choice> choice) {
        var module = facts.module();
        if (choice.isEmpty()) {
            return atFault(Refusal.MISMATCH, "choice", "choose line and amount: " + offers(module));
        }
        var offer = module.line(choice.get().line());
        if (offer.isEmpty()) {
            return atFault(
                    Refusal.MISMATCH,
                    "choice.line",
                    "this machine has no line " + choice.get().line());
        }
        long amount = choice.get().amount();
        var line = offer.get();
        if (amount > line.max()) {
            return atFault(
                    Refusal.OVER_LIMIT,
                    "choice.amount",
                    "line %d takes at most %d".formatted(line.line(), line.max()));
        }
        if (amount < line.min() || amount % line.value() != 0) {
            return atFault(
                    Refusal.MISMATCH,
                    "choice.amount",
                    "line %d takes multiples of %d from %d to %d"
                            .formatted(line.line(), line.value(), line.min(), line.max()));
        }
        var priced =
                new Priced(
                        new Money(amount, module.currency()),
                        (int) (amount / line.value()),
                        LineMask.of(line.line()));
        return admit(request, situation, facts, priced);
    }

    private static String offers(PaymentModule module) {
        return module.lines().stream()
                .map(each ->
                        "line %d (%s) %d to %d in steps of %d"
                                .formatted(
                                        each.line(),
                                        each.name(),
                                        each.min(),
                                        each.max(),
                                        each.value()))
                .collect(Collectors.joining(", "));
    }

    private Decision issue(GrantRequest request, Facts facts, Priced priced) {
        var module = facts.module();
        return new Decision.Issue(
                facts.account(),
                module,
                new Grant(
                        request.grant(),
                        request.binding(),
                        module.id(),
                        module.current().generation(),
                        request.relayed().code().counter(),
                        priced.cap(),
                        policy.limits().ttl(),
                        priced.vends(),
                        priced.lines(),
                        module.kind()));
    }

    private static Decision atFault(Refusal reason, String field, String detail) {
        return new Decision.Refuse(reason, detail, Optional.of(field));
    }

    private static Decision refuse(Breach breach) {
        return new Decision.Refuse(breach.reason(), breach.detail());
    }

    private static Optional<Decision> refuse(Refusal reason, String detail) {
        return Optional.of(new Decision.Refuse(reason, detail));
    }
}
