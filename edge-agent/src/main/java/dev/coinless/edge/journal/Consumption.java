package dev.coinless.edge.journal;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.money.Money;
import dev.coinless.model.receipt.Evidence;

/// A code that is used up, and the grant that used it.
///
/// @param tokenHash SHA-256 of the grant token
/// @param cap the most that may be vended, in all
/// @param vends the most vends, 1..255
/// @param lines mask of the items it is good for
/// @param evidence why the platform may believe that the holder wanted this
public record Consumption(
        Counter counter,
        GrantId grant,
        Bytes tokenHash,
        Money cap,
        int vends,
        long lines,
        Evidence evidence) {}
