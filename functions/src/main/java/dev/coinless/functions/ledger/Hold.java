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
/// @param earlier entries between the HOLD and the one that `state` has
public record Hold(
        AccountId account,
        String operator,
        Bytes requestHash,
        GrantToken token,
        Entry placed,
        Money balance,
        List<Entry> earlier,
        HoldState state) {

    public Hold {
        earlier = List.copyOf(earlier);
    }

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

    /// The hold in its next state; the entry of the present one is kept.
    public Hold with(HoldState next) {
        var before = new ArrayList<>(earlier);
        ending().ifPresent(before::add);
        return new Hold(account, operator, requestHash, token, placed, balance, before, next);
    }

    /// Whether a receipt or a proof still matters: it has not ended for good.
    public boolean isOpen() {
        return isHeld() || state instanceof HoldState.Released;
    }

    /// Whether its money is set aside.
    public boolean isHeld() {
        return state instanceof HoldState.Held;
    }

    /// What was taken for goods.
    public Money captured() {
        return switch (state) {
            case HoldState.Captured(var entry, _) -> entry.amount();
            case HoldState.Decided(var entry, _, _) -> entry.amount();
            case HoldState.Held _,
                    HoldState.Released _,
                    HoldState.Voided _,
                    HoldState.VoidedByProof _,
                    HoldState.Reviewed _ ->
                    Money.zero(cap().currency());
        };
    }

    /// The entry that brought it into its state; none while it is held.
    public Optional<Entry> ending() {
        return switch (state) {
            case HoldState.Held() -> Optional.empty();
            case HoldState.Released(var entry) -> Optional.of(entry);
            case HoldState.Captured(var entry, _) -> Optional.of(entry);
            case HoldState.Voided(var entry, _) -> Optional.of(entry);
            case HoldState.VoidedByProof(var entry) -> Optional.of(entry);
            case HoldState.Reviewed(var entry, _) -> Optional.of(entry);
            case HoldState.Decided(var entry, _, _) -> Optional.of(entry);
        };
    }

    /// The receipt that ended it, or that a person decided by.
    public Optional<ReceiptKey> receipt() {
        return switch (state) {
            case HoldState.Held(), HoldState.Released _, HoldState.VoidedByProof _ ->
                    Optional.empty();
            case HoldState.Captured(_, var receipt) -> Optional.of(receipt);
            case HoldState.Voided(_, var receipt) -> Optional.of(receipt);
            case HoldState.Reviewed(_, var receipt) -> Optional.of(receipt);
            case HoldState.Decided(_, HoldState.Ground.Review(var receipt), _) ->
                    Optional.of(receipt);
            case HoldState.Decided _ -> Optional.empty();
        };
    }

    /// The complete history, in order.
    public List<Entry> entries() {
        var entries = new ArrayList<Entry>();
        entries.add(placed);
        entries.addAll(earlier);
        ending().ifPresent(entries::add);
        return entries;
    }

    public List<Posting> postings() {
        return entries().stream()
                .flatMap(entry -> entry.postings(account, operator, cap()).stream())
                .toList();
    }

    /// The hold as it was when its account had a version; empty if it was not placed yet.
    public Optional<Hold> asOf(long version) {
        if (placed.version() > version) {
            return Optional.empty();
        }
        if (ending().isEmpty() || ending().get().version() <= version) {
            return Optional.of(this);
        }
        var left = earlier.isEmpty() ? earlier : earlier.subList(0, earlier.size() - 1);
        return new Hold(
                        account,
                        operator,
                        requestHash,
                        token,
                        placed,
                        balance,
                        left,
                        earlier.isEmpty() ? new HoldState.Held() : before(earlier.getLast()))
                .asOf(version);
    }

    /// The state before this one, by the entry that led to it.
    private HoldState before(Entry entry) {
        return entry.kind() == Entry.Kind.RELEASE
                ? new HoldState.Released(entry)
                : new HoldState.Reviewed(entry, receipt().orElseThrow());
    }

    /// The entry with which an amount is taken for goods.
    ///
    /// @param before the account, on which the hold is open or no longer is
    public Entry capture(Account before, Money amount, Instant now) {
        return isHeld()
                ? entry(Entry.Kind.CAPTURE, before, now, amount, before.repays(cap().minus(amount)))
                : entry(Entry.Kind.LATE_CAPTURE, before, now, amount, before.lacks(amount));
    }

    /// The entry that takes nothing: all is free again, or stays so.
    public Entry release(Account before, Instant now) {
        var nothing = Money.zero(cap().currency());
        return isHeld()
                ? entry(Entry.Kind.VOID, before, now, nothing, before.repays(cap()))
                : entry(Entry.Kind.CLOSE, before, now, nothing, nothing);
    }

    /// The entry that sets all free for now.
    public Entry releaseForNow(Account before, Instant now) {
        var nothing = Money.zero(cap().currency());
        return entry(Entry.Kind.RELEASE, before, now, nothing, before.repays(cap()));
    }

    /// The account after the hold has ended by the entry that [#capture] or [#release] makes.
    public Account ended(Account before, Money captured) {
        if (isHeld()) {
            return before.ended(id(), captured);
        }
        var unburdened = before.hasLien(id()) ? before.without(id()) : before;
        return captured.isZero() ? unburdened.touched() : unburdened.charged(captured);
    }

    private static Entry entry(
            Entry.Kind kind, Account before, Instant now, Money amount, Money risk) {
        return new Entry(kind, before.version() + 1, now, amount, risk);
    }
}
