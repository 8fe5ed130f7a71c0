package dev.coinless.functions.ledger;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.receipt.Receipt;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that has money in it, as it stood when it was read, and the receipts that moved it.
///
/// A sale between the reading of two items shows as a fault; [#upTo] leaves such entries out.
///
/// @param contradictions receipts that contradict the stored one of their key, by their hash
public record Books(
        List<Account> accounts,
        List<Hold> holds,
        List<Movement> movements,
        Map<ReceiptKey, Receipt> receipts,
        Map<Bytes, Receipt> contradictions) {

    public Books {
        accounts = List.copyOf(accounts);
        holds = List.copyOf(holds);
        movements = List.copyOf(movements);
        receipts = Map.copyOf(receipts);
        contradictions = Map.copyOf(contradictions);
    }

    /// Books of modules that never contradicted themselves.
    public Books(
            List<Account> accounts,
            List<Hold> holds,
            List<Movement> movements,
            Map<ReceiptKey, Receipt> receipts) {
        this(accounts, holds, movements, receipts, Map.of());
    }

    /// These books with other accounts, and without the entries that came after them.
    ///
    /// @param versions of each account whose later entries are to be left out
    public Books upTo(List<Account> earlier, Map<AccountId, Long> versions) {
        return new Books(
                earlier,
                holds.stream()
                        .flatMap(hold -> hold.asOf(versionOf(hold.account(), versions)).stream())
                        .toList(),
                movements.stream()
                        .filter(each ->
                                each.entry().version() <= versionOf(each.account(), versions))
                        .toList(),
                receipts,
                contradictions);
    }

    private static long versionOf(AccountId account, Map<AccountId, Long> versions) {
        return versions.getOrDefault(account, Long.MAX_VALUE);
    }

    /// Reads the books.
    public interface Reader {

        /// Reads every item once, each as it is at that moment.
        ///
        /// @throws BrokenItem if an item cannot be read as what it should be
        Books read();

        /// Reads one account as it is now.
        Optional<Account> account(AccountId id);
    }

    /// An item of the books that is not readable; names it.
    public static final class BrokenItem extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public BrokenItem(String item, Throwable cause) {
            super("item %s cannot be read: %s".formatted(item, cause.getMessage()), cause);
        }
    }
}
