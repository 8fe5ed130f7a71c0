package dev.coinless.functions.ledger;

import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.money.Money;
import dev.coinless.model.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Gives an account promotional credit: one entry, never a back door.
///
/// Asking again with the same id and content changes nothing and gets the same answer; the same id
/// with other content is refused with REPLAY.
public final class CreditAccount {

    /// More than any customer needs; keeps sums far from overflow. Minor units.
    static final long MAX_CREDIT = 100_000_000;

    private final Store store;
    private final Attempts attempts;

    public CreditAccount(Store store, Attempts attempts) {
        this.store = store;
        this.attempts = attempts;
    }

    /// What the use case needs to read and write.
    public interface Store {

        Optional<Account> account(AccountId id);

        Optional<Movement> movement(UUID id);

        /// Writes both in one transaction if the account still is `before` and the movement is new.
        Write credit(Account before, Account after, Movement movement);
    }

    /// What came of it.
    public sealed interface Credited {

        record Done(Movement movement) implements Credited {}

        record Refused(Refusal reason, String detail) implements Credited {}
    }

    public Credited credit(UUID id, AccountId account, Money amount, Instant now) {
        return attempts.until(() -> attempt(id, account, amount, now));
    }

    private Optional<Credited> attempt(UUID id, AccountId account, Money amount, Instant now) {
        var earlier = store.movement(id);
        if (earlier.isPresent()) {
            return Optional.of(replayed(earlier.get(), account, amount));
        }
        var before = store.account(account);
        if (before.isEmpty()) {
            return refused(Refusal.NOT_OWNER, "there is no account " + account);
        }
        var currency = before.get().available().currency();
        if (!currency.equals(amount.currency())) {
            return refused(Refusal.MISMATCH, "the account is in " + currency);
        }
        if (amount.isZero() || amount.minorUnits() > MAX_CREDIT) {
            return refused(Refusal.OVER_LIMIT, "a credit is 1 to %d".formatted(MAX_CREDIT));
        }
        var after = before.get().credited(amount);
        var entry =
                new Entry(
                        Entry.Kind.CREDIT,
                        after.version(),
                        now,
                        amount,
                        before.get().repays(amount));
        var movement = new Movement(id, account, entry);
        return switch (store.credit(before.get(), after, movement)) {
            case WRITTEN -> Optional.of(new Credited.Done(movement));
            case CHANGED_MEANWHILE -> Optional.empty();
        };
    }

    private static Credited replayed(Movement earlier, AccountId account, Money amount) {
        boolean same = earlier.account().equals(account) && earlier.entry().amount().equals(amount);
        return same
                ? new Credited.Done(earlier)
                : new Credited.Refused(
                        Refusal.REPLAY, "this id was used for another account or amount");
    }

    private static Optional<Credited> refused(Refusal reason, String detail) {
        return Optional.of(new Credited.Refused(reason, detail));
    }
}
