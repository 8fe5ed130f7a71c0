package dev.coinless.functions.io.table;

import dev.coinless.functions.retry.Write;
import dev.coinless.functions.source.Bucket;
import dev.coinless.functions.source.HourKey;
import dev.coinless.functions.source.SourceCounts;
import java.util.Optional;

/// Counts of sources in the table. All of it goes by itself when its hour is over.
public final class DynamoSourceCounts implements SourceCounts {

    /// Others that count the same source at the same moment; beyond this the count is lost.
    private static final int TRIES = 3;

    private final Table table;

    public DynamoSourceCounts(Table table) {
        this.table = table;
    }

    @Override
    public Optional<HourKey> keyOf(HourKey fresh) {
        var mine = LimitItems.StoredKey.of(fresh);
        if (table.put(LimitItems.HOUR_KEYS, mine, Conditions.ABSENT) == Write.WRITTEN) {
            forget(fresh.hour() - 1);
            return Optional.of(fresh);
        }
        return table.find(LimitItems.HOUR_KEYS, LimitItems.hourKey(fresh.hour()))
                .flatMap(LimitItems.StoredKey::key);
    }

    /// Overwrites what time to live would leave for days.
    private void forget(long hour) {
        table.put(LimitItems.HOUR_KEYS, new LimitItems.StoredKey(hour, Optional.empty()));
    }

    @Override
    public long countOneMore(Bucket bucket) {
        long known = 0;
        for (int tries = 0; tries < TRIES; tries++) {
            var stored = table.find(LimitItems.COUNTS, LimitItems.countKey(bucket));
            known = stored.map(LimitItems.Count::count).orElse(0L) + 1;
            var condition =
                    stored.isEmpty()
                            ? Conditions.ABSENT
                            : Conditions.version(LimitItems.COUNT, known - 1);
            var next = new LimitItems.Count(bucket, known);
            if (table.put(LimitItems.COUNTS, next, condition) == Write.WRITTEN) {
                return known;
            }
        }
        return known;
    }
}
