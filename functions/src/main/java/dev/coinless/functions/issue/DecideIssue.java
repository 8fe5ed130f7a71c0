package dev.coinless.functions.issue;

import dev.coinless.functions.issue.GrantRequest.Relayed;
import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.module.Claim;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.module.Progress;
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
/// The order of the checks is part of the protocol: replay, module, code, state of the code,
/// account.
public final class DecideIssue {

    private final IssueLimits limits;
    private final Environment environment;

    public DecideIssue(IssueLimits limits, Environment environment) {
        this.limits = limits;
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
    public Decision decide(
            GrantRequest request,
            Account account,
            Situation situation,
            CodeSecrets secrets,
            Instant now) {
        if (situation.earlier().isPresent()) {
            return replay(request, situation.earlier().get());
        }
        return checkModule(situation)
                .or(() -> checkBadCodes(situation, now))
                .or(() -> checkSignature(request, module(situation)))
                .or(() -> checkCode(request, situation, secrets, now))
                .or(() -> checkFreshness(request, situation))
                .or(() -> checkHolds(request, account, situation))
                .or(() -> checkReviews(account, now))
                .or(() -> checkPace(account, now))
                .orElseGet(() -> price(request, account, module(situation)));
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

    private Optional<Decision> checkBadCodes(Situation situation, Instant now) {
        return situation.badCodes().reached(limits.badCodes(), now)
                ? refuse(Refusal.OVER_LIMIT, "too many wrong codes for this module; wait a while")
                : Optional.empty();
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

    private Optional<Decision> checkHolds(
            GrantRequest request, Account account, Situation situation) {
        if (account.openHoldsAt(request.relayed().module()) >= limits.openHoldsPerModule()) {
            return freed(request, account, situation)
                    .or(() ->
                            refuse(
                                    Refusal.OVER_LIMIT,
                                    "there is an open hold at this machine; it must end"
                                            + " first"));
        }
        return account.holds().size() >= limits.openHolds()
                ? refuse(
                        Refusal.OVER_LIMIT,
                        "%d holds are open; one must end first".formatted(account.holds().size()))
                : Optional.empty();
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

    private static Optional<Decision> checkReviews(Account account, Instant now) {
        return account.conduct().reviews().recent(now) < IssueLimits.REVIEWS
                ? Optional.empty()
                : refuse(
                        Refusal.OVER_LIMIT,
                        "%d sales at machines that lost power are in doubt; try again in a day"
                                .formatted(account.conduct().reviews().count()));
    }

    private Optional<Decision> checkPace(Account account, Instant now) {
        return account.conduct().pace().in(now) < limits.grantsPerMinute()
                ? Optional.empty()
                : refuse(
                        Refusal.OVER_LIMIT,
                        "%d grants in one minute are enough; wait for the next"
                                .formatted(limits.grantsPerMinute()));
    }

    private Decision price(GrantRequest request, Account account, PaymentModule module) {
        var available = account.available();
        if (!available.currency().equals(module.currency())) {
            return new Decision.Refuse(
                    Refusal.MISMATCH, "the machine sells in " + module.currency());
        }
        return switch (request.relayed()) {
            case Relayed.Code(_, _, var choice) ->
                    switch (module.kind()) {
                        case PULSE -> chosen(request, account, module, choice);
                        case VEND, DOOR, SWIPE ->
                                choice.isEmpty()
                                        ? upTo(request, account, module)
                                        : atFault(
                                                Refusal.MISMATCH,
                                                "choice",
                                                "here one selects at the machine, not in the app");
                    };
            case Relayed.Selection(_, var selection) ->
                    priceOf(request, account, module, selection.price());
        };
    }

    private Decision priceOf(
            GrantRequest request, Account account, PaymentModule module, Money price) {
        if (!price.currency().equals(module.currency())) {
            return new Decision.Refuse(
                    Refusal.MISMATCH, "the machine sells in " + module.currency());
        }
        if (module.kind() == GrantKind.PULSE) {
            return atFault(Refusal.MISMATCH, "request", "nothing can be selected at this machine");
        }
        return account.available().covers(price)
                ? issue(request, account, module, price)
                : insufficient();
    }

    private Decision upTo(GrantRequest request, Account account, PaymentModule module) {
        var available = account.available();
        return available.isZero()
                ? insufficient()
                : issue(
                        request,
                        account,
                        module,
                        available.min(request.cap(new Money(limits.cap(), module.currency()))));
    }

    /// The customer has chosen line and amount, so the cap is that amount exactly.
    private Decision chosen(
            GrantRequest request, Account account, PaymentModule module, Optional<Choice> choice) {
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
        var cap = new Money(amount, module.currency());
        return account.available().covers(cap)
                ? issue(
                        request,
                        account,
                        module,
                        cap,
                        (int) (amount / line.value()),
                        LineMask.of(line.line()))
                : insufficient();
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

    private Decision issue(GrantRequest request, Account account, PaymentModule module, Money cap) {
        return issue(request, account, module, cap, 1, Grant.ANY_LINE);
    }

    private Decision issue(
            GrantRequest request,
            Account account,
            PaymentModule module,
            Money cap,
            int vends,
            long lines) {
        return new Decision.Issue(
                account,
                module,
                new Grant(
                        request.grant(),
                        request.binding(),
                        module.id(),
                        module.current().generation(),
                        request.relayed().code().counter(),
                        cap,
                        limits.ttl(),
                        vends,
                        lines,
                        module.kind()));
    }

    private static Decision atFault(Refusal reason, String field, String detail) {
        return new Decision.Refuse(reason, detail, Optional.of(field));
    }

    private static Decision insufficient() {
        return new Decision.Refuse(Refusal.INSUFFICIENT, "there is not enough money available");
    }

    private static Optional<Decision> refuse(Refusal reason, String detail) {
        return Optional.of(new Decision.Refuse(reason, detail));
    }
}
