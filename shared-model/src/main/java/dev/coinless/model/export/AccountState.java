package dev.coinless.model.export;

import dev.coinless.model.book.BookPosting;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.Thumbprint;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// An account as the platform kept it when the export began; its entries up to that version must
/// come to the same. An account that had no entries then has version 0.
///
/// @param balances of its ledger accounts, without those that are zero
public record AccountState(AccountId account, long version, List<BookPosting> balances) {

    /// More ledger accounts and currencies than a customer has.
    private static final int MAX_BALANCES = 16;

    private static final long MAX_VERSION = (1L << 53) - 1;

    private static final Comparator<BookPosting> ORDER =
            Comparator.comparing(BookPosting::account).thenComparingInt(BookPosting::currency);

    public AccountState {
        balances =
                balances.stream()
                        .filter(balance -> balance.minorUnits() != 0)
                        .sorted(ORDER)
                        .toList();
        var prefix = prefix(account);
        if (balances.size() > MAX_BALANCES
                || balances.stream().anyMatch(each -> !each.account().startsWith(prefix))) {
            throw new IllegalArgumentException("balances are those of the account alone");
        }
    }

    /// How the names of the account's ledger accounts begin.
    static String prefix(AccountId account) {
        return "customer/" + account + "/";
    }

    Bytes encoded() {
        return Cbor.encode(
                Item.array(
                        Item.of(account.thumbprint().value()),
                        Item.of(version),
                        new Item.Array(balances.stream().map(BookPosting::item).toList())));
    }

    static AccountState decode(Bytes encoded) throws Malformed {
        var parts = Cbor.decode(encoded).items("an account", 3);
        var balances = new ArrayList<BookPosting>();
        for (var each : parts.get(2).itemsUpTo("balances", MAX_BALANCES)) {
            balances.add(BookPosting.decode(each));
        }
        var account =
                new AccountId(new Thumbprint(parts.get(0).bytes("account", Thumbprint.LENGTH)));
        long version = parts.get(1).unsigned("version", MAX_VERSION);
        try {
            var state = new AccountState(account, version, balances);
            if (state.encoded().equals(encoded)) {
                return state;
            }
        } catch (IllegalArgumentException e) {
            throw new Malformed("balances of another account", e);
        }
        throw new Malformed("balances must be ascending, none zero");
    }
}
