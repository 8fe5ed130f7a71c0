package dev.coinless.wallet.store;

import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.wallet.authorize.HeldGrant;
import dev.coinless.wallet.authorize.Issue;
import dev.coinless.wallet.keys.AccountKey;
import dev.coinless.wallet.receipt.KeptAck;
import dev.coinless.wallet.receipt.Posting;
import dev.coinless.wallet.receipt.Settlement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// All that the wallet keeps, as it is on disk.
///
/// @param key names the account and signs its requests
/// @param registered whether the cloud has confirmed the account
/// @param issues requests for grants without an answer yet
/// @param grants oldest first
/// @param outbox what the cloud has not answered yet, oldest first
/// @param parked what the cloud refused for good; for the operator's eyes
/// @param settlements the newest, oldest first
/// @param acks at most one per module
/// @param settings what the holder has set
/// @param header the highest header of the Book that was seen
/// @param roots of the platform, as it named them when the phone first looked at the Book
public record Wallet(
        AccountKey key,
        boolean registered,
        List<Issue> issues,
        List<HeldGrant> grants,
        List<Posting> outbox,
        List<Posting> parked,
        List<Settlement> settlements,
        List<KeptAck> acks,
        Settings settings,
        Optional<SignedHeader> header,
        List<Ed25519PublicKey> roots) {
    /// Ended grants kept for the holder to look at. Usable ones are never dropped; the cloud allows
    /// three open holds an account.
    public static final int MAX_ENDED_GRANTS = 32;

    /// Settlements kept for the holder to look at.
    public static final int MAX_SETTLEMENTS = 32;

    /// Objects that the cloud refused, kept for somebody to look at.
    public static final int MAX_PARKED = 64;

    /// Objects not posted yet, above which the wallet starts no purchase: receipts are never
    /// dropped, so something must give before the disk does.
    public static final int MAX_OUTBOX = 256;

    public Wallet {
        issues = List.copyOf(issues);
        grants = List.copyOf(grants);
        outbox = List.copyOf(outbox);
        parked = List.copyOf(parked);
        settlements = List.copyOf(settlements);
        acks = List.copyOf(acks);
        roots = List.copyOf(roots);
    }

    public static Wallet fresh(AccountKey key) {
        return new Wallet(
                key,
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Settings.FRESH,
                Optional.empty(),
                List.of());
    }

    public boolean isOutboxFull() {
        return outbox.size() >= MAX_OUTBOX;
    }

    /// The newest grant of those that match.
    public Optional<HeldGrant> newestGrant(Predicate<HeldGrant> wanted) {
        return grants.reversed().stream().filter(wanted).findFirst();
    }

    /// The wallet after the change. The same change a second time changes nothing.
    public Wallet with(WalletChange change) {
        return switch (change) {
            case WalletChange.Registered() -> copy(true, issues, grants, outbox, parked, acks);
            case WalletChange.IssueStarted(var issue) ->
                    withIssues(plus(withoutIssue(issue.id()), issue));
            case WalletChange.IssueEnded(var id) -> withIssues(withoutIssue(id));
            case WalletChange.GrantKept(var id, var grant) ->
                    withIssues(withoutIssue(id)).withGrant(grant);
            case WalletChange.GrantMoved(var id, var standing) ->
                    grants.stream()
                            .filter(grant -> grant.id().equals(id))
                            .findFirst()
                            .map(grant -> withGrant(grant.with(standing)))
                            .orElse(this);
            case WalletChange.ReceiptKept(var id, var receipt) -> {
                var spent = with(new WalletChange.GrantMoved(id, HeldGrant.Standing.SPENT));
                yield hasRoomFor(id)
                        ? spent.withPosting(new Posting(Posting.Kind.RECEIPT, receipt))
                        : spent;
            }
            case WalletChange.CheckpointKept(var checkpoint) ->
                    isOutboxFull()
                            ? this
                            : withPosting(new Posting(Posting.Kind.CHECKPOINT, checkpoint));
            case WalletChange.Posted(var posting) ->
                    copy(registered, issues, grants, without(outbox, posting), parked, acks);
            case WalletChange.Parked(var posting) ->
                    copy(
                            registered,
                            issues,
                            grants,
                            without(outbox, posting),
                            newest(plus(without(parked, posting), posting), MAX_PARKED),
                            acks);
            case WalletChange.Settled(var settlement) -> withSettlement(settlement);
            case WalletChange.SettingsChanged(var next) -> seeing(next, header, roots);
            case WalletChange.HeaderKept(var highest) ->
                    seeing(settings, Optional.of(highest), roots);
            case WalletChange.RootsPinned(var pinned) ->
                    seeing(settings, header, roots.isEmpty() ? pinned : roots);
            case WalletChange.AckKept(var ack) -> withAck(ack);
            case WalletChange.AckDelivered(var ack) ->
                    copy(registered, issues, grants, outbox, parked, without(acks, ack));
        };
    }

    private Wallet seeing(
            Settings nextSettings,
            Optional<SignedHeader> nextHeader,
            List<Ed25519PublicKey> nextRoots) {
        return new Wallet(
                key,
                registered,
                issues,
                grants,
                outbox,
                parked,
                settlements,
                acks,
                nextSettings,
                nextHeader,
                nextRoots);
    }

    private Wallet withIssues(List<Issue> next) {
        return copy(registered, next, grants, outbox, parked, acks);
    }

    private List<Issue> withoutIssue(dev.coinless.model.id.RequestId id) {
        return issues.stream().filter(issue -> !issue.id().equals(id)).toList();
    }

    private Wallet withGrant(HeldGrant grant) {
        var next = new ArrayList<HeldGrant>();
        boolean known = false;
        for (var each : grants) {
            boolean same = each.id().equals(grant.id());
            next.add(same ? grant : each);
            known |= same;
        }
        if (!known) {
            next.add(grant);
        }
        long ended = next.stream().filter(each -> !each.isUsable()).count();
        for (int i = 0; i < next.size() && ended > MAX_ENDED_GRANTS; ) {
            if (next.get(i).isUsable()) {
                i++;
            } else {
                next.remove(i);
                ended--;
            }
        }
        return copy(registered, issues, next, outbox, parked, acks);
    }

    /// A module could hand out receipts without end, so those of strangers' grants are taken only
    /// while there is room; their modules keep them too.
    private boolean hasRoomFor(GrantId grant) {
        boolean isOwn = grants.stream().anyMatch(each -> each.id().equals(grant));
        return outbox.size() < (isOwn ? 2 * MAX_OUTBOX : MAX_OUTBOX);
    }

    private Wallet withPosting(Posting posting) {
        return parked.contains(posting) || outbox.contains(posting)
                ? this
                : copy(registered, issues, grants, plus(outbox, posting), parked, acks);
    }

    private Wallet withSettlement(Settlement settlement) {
        var others =
                settlements.stream()
                        .filter(each -> !each.grant().equals(settlement.grant()))
                        .toList();
        var all = plus(others, settlement);
        return new Wallet(
                key,
                registered,
                issues,
                grants,
                outbox,
                parked,
                newest(all, MAX_SETTLEMENTS),
                acks,
                settings,
                header,
                roots);
    }

    private Wallet withAck(KeptAck ack) {
        if (acks.stream().anyMatch(kept -> kept.covers(ack))) {
            return this;
        }
        var others = acks.stream().filter(kept -> !ack.covers(kept)).toList();
        return copy(registered, issues, grants, outbox, parked, plus(others, ack));
    }

    private Wallet copy(
            boolean isRegistered,
            List<Issue> nextIssues,
            List<HeldGrant> nextGrants,
            List<Posting> nextOutbox,
            List<Posting> nextParked,
            List<KeptAck> nextAcks) {
        return new Wallet(
                key,
                isRegistered,
                nextIssues,
                nextGrants,
                nextOutbox,
                nextParked,
                settlements,
                nextAcks,
                settings,
                header,
                roots);
    }

    private static <T> List<T> newest(List<T> all, int count) {
        return all.subList(Math.max(0, all.size() - count), all.size());
    }

    private static <T> List<T> plus(List<T> list, T element) {
        return Stream.concat(list.stream(), Stream.of(element)).toList();
    }

    private static <T> List<T> without(List<T> list, T element) {
        return list.stream().filter(each -> !each.equals(element)).toList();
    }
}
