package dev.coinless.functions.io.table;

import dev.coinless.functions.source.Bucket;
import dev.coinless.functions.source.HourKey;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/// How what limits look at looks in the table, as far as no account has it.
///
/// | item | partition key | sort key |
/// |---|---|---|
/// | key of an hour | `N#<hour>` | `N` |
/// | count of a source | `N#<hour>#<what>#<bucket>` | `N` |
final class LimitItems {

    private static final String SOURCE = "N#";

    /// The attribute that has the count of a source.
    static final String COUNT = "cnt";

    static final TableSchema<StoredKey> HOUR_KEYS =
            Schema.of(
                            StoredKey.class,
                            v -> {
                                long hour = Long.parseLong(v.keyAfter(SOURCE));
                                return new StoredKey(
                                        hour, v.find("key").map(key -> new HourKey(hour, key)));
                            })
                    .key(stored -> SOURCE + stored.hour(), _ -> "N")
                    .bytes("key", stored -> stored.key().map(HourKey::key).orElse(null))
                    .number(AccountItems.TIME_TO_LIVE, stored -> endOf(stored.hour()))
                    .build();

    static final TableSchema<Count> COUNTS =
            Schema.of(Count.class, LimitItems::count)
                    .key(count -> partition(count.bucket()), _ -> "N")
                    .number(COUNT, Count::count)
                    .number(AccountItems.TIME_TO_LIVE, count -> endOf(count.bucket().hour()))
                    .build();

    private LimitItems() {}

    /// The key of an hour as it is stored; without the key once it is forgotten.
    record StoredKey(long hour, Optional<HourKey> key) {

        static StoredKey of(HourKey key) {
            return new StoredKey(key.hour(), Optional.of(key));
        }
    }

    /// How many came from a source.
    record Count(Bucket bucket, long count) {}

    static Key hourKey(long hour) {
        return AccountItems.key(SOURCE + hour, "N");
    }

    static Key countKey(Bucket bucket) {
        return AccountItems.key(partition(bucket), "N");
    }

    private static String partition(Bucket bucket) {
        return "%s%d#%s#%05x".formatted(SOURCE, bucket.hour(), bucket.what(), bucket.number());
    }

    private static Count count(Values v) {
        var parts = v.keyAfter(SOURCE).split("#", -1);
        var bucket =
                new Bucket(
                        Long.parseLong(parts[0]),
                        Bucket.What.valueOf(parts[1]),
                        Integer.parseInt(parts[2], 16));
        return new Count(bucket, v.number(COUNT));
    }

    /// One hour more, for functions whose clocks are behind.
    private static long endOf(long hour) {
        return (hour + 2) * HourKey.HOUR.toSeconds();
    }
}
