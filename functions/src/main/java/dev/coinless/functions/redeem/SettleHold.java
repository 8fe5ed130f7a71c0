package dev.coinless.functions.redeem;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.ledger.HoldState;
import dev.coinless.functions.ledger.ReceiptKey;
import dev.coinless.model.money.Money;
import dev.coinless.model.receipt.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Decides how a hold ends. A hold that has ended never changes again, unless it is in review and a
/// person decides.
///
/// Whoever asks makes sure first that account and hold were read alike: see [#fit].
public final class SettleHold {

    /// How long after its grant's expiry a receipt may reasonably be on its way in the customer's
    /// own phone.
    static final Duration PATIENCE = Duration.ofMinutes(15);

    private SettleHold() {}

    /// Account and hold after the end, to be written together if the hold still is as it was.
    public record Settled(HoldState before, Account account, Hold hold) {}

    /// Whether an account and a hold of it were read in the same state.
    public static boolean fit(Account account, Hold hold) {
        return switch (hold.state()) {
            case HoldState.Held() -> account.holds(hold.id());
            case HoldState.Released _ -> account.hasLien(hold.id());
            case HoldState.Captured _,
                    HoldState.Voided _,
                    HoldState.VoidedByProof _,
                    HoldState.Reviewed _,
                    HoldState.Decided _ ->
                    !account.holds(hold.id()) && !account.hasLien(hold.id());
        };
    }

    /// What a judged receipt does to the hold it names; empty if nothing.
    public static Optional<Settled> by(
            Receipt receipt, Judgement judgement, Hold hold, Account account, Instant now) {
        if (!hold.isOpen()) {
            return Optional.empty();
        }
        var key = new ReceiptKey(receipt.module(), receipt.generation(), receipt.sequence());
        return switch (judgement) {
            case SALE -> Optional.of(capture(receipt, key, hold, account, now));
            case NO_SALE ->
                    Optional.of(
                            released(
                                    hold,
                                    account,
                                    new HoldState.Voided(hold.release(account, now), key)));
            case UNKNOWN_OUTCOME -> Optional.of(reviewed(key, hold, account.reviewed(now), now));
            case SOLD_DESPITE_CANCEL, OTHER_PRICE, NO_PROOF ->
                    Optional.of(reviewed(key, hold, account, now));
            case WRONG_MODULE, UNKNOWN_GRANT -> Optional.empty();
        };
    }

    /// What proof that the grant can no longer be used does to its hold; empty if it has ended.
    public static Optional<Settled> byProof(Hold hold, Account account, Instant now) {
        return hold.isOpen()
                ? Optional.of(
                        released(
                                hold,
                                account,
                                new HoldState.VoidedByProof(hold.release(account, now))))
                : Optional.empty();
    }

    /// Whether a hold's grant is long past its time: whatever the module did with it, its receipt
    /// should have come.
    public static boolean isOverdue(Hold hold, Instant now) {
        var expiry = hold.placed().at().plus(hold.grant().ttl());
        return hold.isHeld() && !now.isBefore(expiry.plus(PATIENCE));
    }

    /// Sets an overdue hold free for now, for a customer in good standing: enough sales over enough
    /// time, nothing owed, nothing free for now already. The receipt still counts when it comes.
    /// Empty for everybody else: their hold ends by receipt or proof, never by a clock.
    public static Optional<Settled> forNow(Hold hold, Account account, Instant now) {
        var standing = account.conduct().standing();
        boolean trusted =
                standing.isGood(now)
                        && standing.mayRelease(now)
                        && account.liens().isEmpty()
                        && account.debt().isZero();
        if (!isOverdue(hold, now) || !trusted) {
            return Optional.empty();
        }
        var after = account.released(hold.id());
        return Optional.of(
                new Settled(
                        hold.state(),
                        after.with(after.conduct().released(now)),
                        hold.with(new HoldState.Released(hold.releaseForNow(account, now)))));
    }

    private static Settled capture(
            Receipt receipt, ReceiptKey key, Hold hold, Account account, Instant now) {
        var amount = receipt.amount().min(hold.cap());
        var entry = hold.capture(account, amount, now);
        var after = hold.ended(account, amount);
        return new Settled(
                hold.state(),
                after.with(after.conduct().sold(amount, now)),
                hold.with(new HoldState.Captured(entry, key)));
    }

    private static Settled reviewed(ReceiptKey key, Hold hold, Account account, Instant now) {
        return released(hold, account, new HoldState.Reviewed(hold.release(account, now), key));
    }

    private static Settled released(Hold hold, Account account, HoldState state) {
        var nothing = Money.zero(account.held().currency());
        return new Settled(hold.state(), hold.ended(account, nothing), hold.with(state));
    }
}
