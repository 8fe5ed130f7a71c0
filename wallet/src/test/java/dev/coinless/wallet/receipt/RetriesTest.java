package dev.coinless.wallet.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.wallet.fixture.Fixture;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private static final Posting POISON = posting("poison");
    private static final Posting GOOD = posting("good");
    private final Retries retries = new Retries(Fixture.random(9));

    @Test
    void onePostingThatFailsDoesNotHoldUpTheRest() {
        var both = List.of(POISON, GOOD);

        assertThat(retries.next(both, Set.of(), 0, false)).contains(POISON);
        retries.failed(POISON, 0);

        assertThat(retries.next(both, Set.of(), 0, false)).contains(GOOD);
        assertThat(retries.rest(both, 0)).contains(Duration.ZERO);
    }

    @Test
    void itIsTriedAgainAfterAGrowingBoundedWait() {
        long now = 0;
        for (int i = 0; i < 40; i++) {
            retries.failed(POISON, now);
            var rest = retries.rest(List.of(POISON), now).orElseThrow();

            assertThat(rest).isPositive().isLessThanOrEqualTo(Backoff.LONGEST);
            assertThat(retries.next(List.of(POISON), Set.of(), now, false)).isEmpty();
            now += rest.toNanos();
            assertThat(retries.next(List.of(POISON), Set.of(), now, false)).contains(POISON);
        }
    }

    @Test
    void whoAsksForEverythingGetsItEarly() {
        retries.failed(POISON, 0);

        assertThat(retries.next(List.of(POISON), Set.of(), 0, true)).contains(POISON);
        assertThat(retries.next(List.of(POISON), Set.of(POISON), 0, true)).isEmpty();
    }

    @Test
    void whatIsGoneIsForgotten() {
        retries.failed(POISON, 0);
        assertThat(retries.next(List.of(), Set.of(), 0, false)).isEmpty();

        assertThat(retries.next(List.of(POISON), Set.of(), 0, false)).contains(POISON);
    }

    private static Posting posting(String content) {
        return new Posting(Posting.Kind.RECEIPT, Bytes.utf8(content));
    }
}
