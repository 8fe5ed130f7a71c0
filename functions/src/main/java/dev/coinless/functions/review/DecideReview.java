package dev.coinless.functions.review;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.ledger.HoldState;
import dev.coinless.functions.ledger.HoldState.Ground;
import dev.coinless.functions.redeem.Judgement;
import dev.coinless.functions.redeem.SettleHold.Settled;
import dev.coinless.functions.redeem.StoredReceipt;
import dev.coinless.model.money.Money;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Environment;
import java.time.Instant;
import java.util.Optional;

/// Decides what a person's decision makes of a hold; pure.
///
/// A person may not do what a receipt could not: captured is only with the holder's own evidence
/// and at most the cap. And nobody gets into debt by it: an operator who decides for itself takes
/// what is there, not what the platform would have to lend.
public final class DecideReview {

    private DecideReview() {}

    /// What the operator wants.
    public sealed interface Wish {

        /// Take this much for the goods.
        record Capture(Money amount) implements Wish {}

        /// Take nothing.
        record Release() implements Wish {}
    }

    /// What becomes of it.
    public sealed interface Ruling {

        /// To be written.
        record Settles(Settled settled) implements Ruling {}

        /// The same was decided before.
        record Already(Hold hold) implements Ruling {}

        record Refused(Refusal reason, String detail) implements Ruling {}
    }

    /// Decides.
    ///
    /// @param operator who wants it; only whose machine it was may
    /// @param reason in the operator's words, kept with the entry
    public static Ruling decide(
            Wish wish,
            String operator,
            String reason,
            Case of,
            Account account,
            Environment environment,
            Instant now) {
        var hold = of.hold();
        if (!hold.operator().equals(operator)) {
            return new Ruling.Refused(
                    Refusal.WRONG_OPERATOR, "this grant was for another operator's machine");
        }
        if (hold.state() instanceof HoldState.Decided) {
            return hold.captured().minorUnits() == amount(wish)
                    ? new Ruling.Already(hold)
                    : new Ruling.Refused(Refusal.REPLAY, "it was decided otherwise before");
        }
        if (of.cause() == Case.Cause.NONE) {
            return new Ruling.Refused(
                    Refusal.MISMATCH,
                    hold.isOpen()
                            ? "its receipt may still come; nothing is to be decided"
                            : "this hold has ended; nothing is to be decided");
        }
        return switch (wish) {
            case Wish.Release() -> released(of, account, reason, now);
            case Wish.Capture(var amount) -> capture(amount, of, account, reason, environment, now);
        };
    }

    private static long amount(Wish wish) {
        return switch (wish) {
            case Wish.Release() -> 0;
            case Wish.Capture(var amount) -> amount.minorUnits();
        };
    }

    private static Ruling released(Case of, Account account, String reason, Instant now) {
        var hold = of.hold();
        var state =
                new HoldState.Decided(
                        hold.release(account, now), ground(of.receipts(), hold), reason);
        var nothing = Money.zero(hold.cap().currency());
        return new Ruling.Settles(
                new Settled(hold.state(), hold.ended(account, nothing), hold.with(state)));
    }

    private static Ruling capture(
            Money amount,
            Case of,
            Account account,
            String reason,
            Environment environment,
            Instant now) {
        var hold = of.hold();
        if (!amount.currency().equals(hold.cap().currency())
                || amount.isZero()
                || !hold.cap().covers(amount)) {
            return new Ruling.Refused(
                    Refusal.OVER_LIMIT, "the grant allows 1 to %s".formatted(hold.cap()));
        }
        var evidence = evidence(of, environment);
        if (evidence.isEmpty()) {
            return new Ruling.Refused(
                    Refusal.NO_PROOF,
                    "no receipt shows that the holder wanted to pay; it can only be released");
        }
        if (!hold.isHeld() && !account.available().covers(amount)) {
            return new Ruling.Refused(
                    Refusal.INSUFFICIENT,
                    "the customer has %s; a decision takes no more".formatted(account.available()));
        }
        var entry = hold.capture(account, amount, now);
        var after = hold.ended(account, amount);
        var state = new HoldState.Decided(entry, groundOf(evidence.get(), hold), reason);
        return new Ruling.Settles(
                new Settled(
                        hold.state(),
                        after.with(after.conduct().sold(amount, now)),
                        hold.with(state)));
    }

    /// The receipt by which something may be taken.
    public static Optional<StoredReceipt> evidence(Case of, Environment environment) {
        return of.receipts().stream()
                .filter(each -> Judgement.isWanted(each.receipt(), of.hold(), environment))
                .findFirst();
    }

    private static Ground ground(Iterable<StoredReceipt> receipts, Hold hold) {
        for (var receipt : receipts) {
            return groundOf(receipt, hold);
        }
        return new Ground.Nothing();
    }

    private static Ground groundOf(StoredReceipt receipt, Hold hold) {
        return hold.state() instanceof HoldState.Reviewed
                ? new Ground.Review(receipt.key())
                : new Ground.Contradiction(receipt.hash());
    }
}
