package dev.coinless.functions.ledger;

import dev.coinless.model.id.AccountId;
import java.util.List;
import java.util.UUID;

/// Money that came to an account without a grant; immutable.
///
/// @param id chosen by who asked for it; the same id never moves money twice
public record Movement(UUID id, AccountId account, Entry entry) {

    public List<Posting> postings() {
        return entry.postings(account, "", entry.amount());
    }
}
