package dev.coinless.functions.source;

import dev.coinless.functions.http.Problem;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.retry.TableBusy;
import dev.coinless.functions.source.Bucket.What;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.refusal.Refusal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Limits how many accounts one source registers, and how often its requests fail to prove who
/// signed them, per hour. Whoever proves it is never refused for its neighbours' sake: thousands of
/// phones share one address of their carrier.
///
/// A table that is busy limits nobody. Safe for use by any thread.
public final class LimitSources {

    /// A source that has used up its hour is remembered, so that a flood costs no writes; more than
    /// these are counted again.
    private static final int MAX_REMEMBERED = 10_000;

    private final SourceCounts counts;
    private final int limit;
    private final SecureRandom random;
    private final Set<Bucket> exhausted = new HashSet<>();
    private Optional<HourKey> current = Optional.empty();

    /// @param limit per source and hour, of each kind
    public LimitSources(SourceCounts counts, int limit, SecureRandom random) {
        this.counts = counts;
        this.limit = limit;
        this.random = random;
    }

    /// How long a source that has used up its hour has to wait.
    public static Duration untilNextHour(Instant now) {
        return Duration.between(now, HourKey.endOf(HourKey.hourOf(now))).plusSeconds(1);
    }

    /// Counts a registration before it is looked at.
    ///
    /// @throws Refused OVER_LIMIT, HTTP status 429
    public void register(Source source, Instant now) throws Refused {
        if (isExceeded(What.REGISTRATION, source, now)) {
            throw new Refused(Problem.tooMany("too many accounts from your network; try later"));
        }
    }

    /// Counts a request whose signature was no good.
    ///
    /// @param refused why
    /// @return what the client is told: the same, or OVER_LIMIT with HTTP status 429
    public Refused failed(Refused refused, Source source, Instant now) {
        if (refused.problem().status() != Refusal.BAD_SIGNATURE.httpStatus()
                || !isExceeded(What.FAILURE, source, now)) {
            return refused;
        }
        return new Refused(
                Problem.tooMany("too many requests without a good signature from your network"));
    }

    private boolean isExceeded(What what, Source source, Instant now) {
        try {
            var key = key(HourKey.hourOf(now));
            return key.isPresent() && isExceeded(Bucket.of(key.get(), what, source));
        } catch (TableBusy e) {
            return false;
        }
    }

    private boolean isExceeded(Bucket bucket) {
        if (isRemembered(bucket)) {
            return true;
        }
        boolean exceeded = counts.countOneMore(bucket) > limit;
        if (exceeded) {
            remember(bucket);
        }
        return exceeded;
    }

    private synchronized boolean isRemembered(Bucket bucket) {
        return exhausted.contains(bucket);
    }

    private synchronized void remember(Bucket bucket) {
        if (exhausted.size() < MAX_REMEMBERED) {
            exhausted.add(bucket);
        }
    }

    private synchronized Optional<HourKey> key(long hour) {
        if (current.filter(key -> key.hour() == hour).isEmpty()) {
            exhausted.clear();
            var bytes = new byte[HourKey.LENGTH];
            random.nextBytes(bytes);
            current = counts.keyOf(new HourKey(hour, Bytes.of(bytes)));
        }
        return current;
    }
}
