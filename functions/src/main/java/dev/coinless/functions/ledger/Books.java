package dev.coinless.functions.ledger;

import java.util.List;

/// Everything that has money in it, as it stood when it was read.
///
/// A sale between the reading of two items shows as a fault, so verify when nothing is sold, or
/// verify again.
public record Books(List<Account> accounts, List<Hold> holds, List<Movement> movements) {

    public Books {
        accounts = List.copyOf(accounts);
        holds = List.copyOf(holds);
        movements = List.copyOf(movements);
    }

    /// Reads the books.
    public interface Reader {

        /// Reads every item once.
        ///
        /// @throws BrokenItem if an item cannot be read as what it should be
        Books read();
    }

    /// An item of the books that is not readable; names it.
    public static final class BrokenItem extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public BrokenItem(String item, Throwable cause) {
            super("item %s cannot be read: %s".formatted(item, cause.getMessage()), cause);
        }
    }
}
