package dev.coinless.functions.book;

import static dev.coinless.functions.book.BookSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.model.book.MerkleFrontier;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignHeaderTest {

    private static final HeaderLog SIGNED = new HeaderLog(MerkleFrontier.EMPTY, NOW);

    @Test
    void thereIsOneHeaderInEachMinuteOfTheClock() {
        assertThat(SignHeader.step(SIGNED, List.of(), NOW.plusSeconds(59))).isEmpty();
        assertThat(SignHeader.step(SIGNED, List.of(), NOW.plusSeconds(60))).isPresent();
        assertThat(SignHeader.step(HeaderLog.NONE, List.of(), NOW)).isPresent();
    }

    @Test
    void aClockThatGoesBackSignsNothingTwice() {
        assertThat(SignHeader.step(SIGNED, List.of(), NOW.minusSeconds(3600))).isEmpty();
    }
}
