package dev.coinless.functions.ledger;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.RequestId;
import dev.coinless.model.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A grant and the money set aside for it: what was answered, so that a replay gets the same
/// answer, and the entries it has made so far.
///
/// @param account who asked and pays
/// @param operator whose machine it is good for
/// @param requestHash of the HTTP request that asked; the same id with another hash is a replay
/// @param placed the HOLD entry
/// @param balance what was available after it, for the stored answer
public record Hold(
        AccountId account,
        String operator,
        Bytes requestHash,
        GrantToken token,
        Entry placed,
        Money balance,
        HoldState state) {

    /// The grant id that a request leads to: the first 16 bytes of SHA-256(account | request), so
    /// that repeating the request finds what it made.
    public static GrantId idOf(AccountId account, RequestId request) {
        return new GrantId(
                Bytes.concat(account.thumbprint().value(), request.value())
                        .sha256()
                        .first(GrantId.LENGTH));
    }

    public Grant grant() {
        return token.grant();
    }

    public GrantId id() {
        return grant().id();
    }

    public Money cap() {
        return grant().cap();
    }

    public OpenHold open() {
        return new OpenHold(id(), grant().module(), grant().counter(), cap().minorUnits());
    }

    public Hold with(HoldState next) {
        return new Hold(account, operator, requestHash, token, placed, balance, next);
    }

    public boolean isOpen() {
        return state instanceof HoldState.Held;
    }

    /// What was taken for goods.
    public Money captured() {
        return switch (state) {
            case HoldState.Captured(var entry, _) -> entry.amount();
            case HoldState.Held _,
                    HoldState.Voided _,
                    HoldState.VoidedByProof _,
                    HoldState.Reviewed _ ->
                    Money.zero(cap().currency());
        };
    }

    /// The entry that ended it.
    public Optional<Entry> ending() {
        return switch (state) {
            case HoldState.Held() -> Optional.empty();
            case HoldState.Captured(var entry, _) -> Optional.of(entry);
            case HoldState.Voided(var entry, _) -> Optional.of(entry);
            case HoldState.VoidedByProof(var entry) -> Optional.of(entry);
            case HoldState.Reviewed(var entry, _) -> Optional.of(entry);
        };
    }

    /// The receipt that ended it.
    public Optional<ReceiptKey> receipt() {
        return switch (state) {
            case HoldState.Held(), HoldState.VoidedByProof _ -> Optional.empty();
            case HoldState.Captured(_, var receipt) -> Optional.of(receipt);
            case HoldState.Voided(_, var receipt) -> Optional.of(receipt);
            case HoldState.Reviewed(_, var receipt) -> Optional.of(receipt);
        };
    }

    public List<Entry> entries() {
        var entries = new ArrayList<Entry>();
        entries.add(placed);
        ending().ifPresent(entries::add);
        return entries;
    }

    public List<Posting> postings() {
        return entries().stream()
                .flatMap(entry -> entry.postings(account, operator, cap()).stream())
                .toList();
    }

    /// The CAPTURE entry that a receipt makes on an account.
    public static Entry capture(Account before, Money amount, Instant now) {
        return new Entry(Entry.Kind.CAPTURE, before.version() + 1, now, amount);
    }

    /// The VOID entry on an account.
    public static Entry release(Account before, Instant now) {
        var nothing = Money.zero(before.available().currency());
        return new Entry(Entry.Kind.VOID, before.version() + 1, now, nothing);
    }
}
