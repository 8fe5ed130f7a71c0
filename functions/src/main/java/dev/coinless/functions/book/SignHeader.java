package dev.coinless.functions.book;

import dev.coinless.model.book.Header;
import dev.coinless.model.book.LaneHead;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Decides whether a header is due, and what it says: one in each minute of the clock, also when
/// nothing was added, so that nobody can hold back what is new without being noticed.
final class SignHeader {

    static final Duration EVERY = Duration.ofMinutes(1);

    private SignHeader() {}

    static Optional<Header> step(HeaderLog log, List<LaneHead> lanes, Instant now) {
        if (minute(now) <= minute(log.last())) {
            return Optional.empty();
        }
        return Optional.of(Header.next(log.hashes(), lanes, now.truncatedTo(ChronoUnit.SECONDS)));
    }

    private static long minute(Instant time) {
        return time.getEpochSecond() / EVERY.toSeconds();
    }
}
