package dev.coinless.model.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RefusalTest {
    @Test
    void everyRefusalHasItsOwnByteAndIsFoundByIt() {
        assertThat(Arrays.stream(Refusal.values()).map(Refusal::number).distinct())
                .hasSameSizeAs(Refusal.values());
        for (var refusal : Refusal.values()) {
            assertThat(refusal.number()).isBetween(1, 255);
            assertThat(Refusal.of(refusal.number())).contains(refusal);
        }
        assertThat(Refusal.of(0)).isEmpty();
        assertThat(Refusal.of(255)).isEmpty();
    }

    @Test
    void everyRefusalIsAnErrorOverHttpWithATitleForPeople() {
        for (var refusal : Refusal.values()) {
            assertThat(refusal.httpStatus()).isBetween(400, 599);
            assertThat(refusal.title()).isNotBlank().doesNotContain("|", "_").doesNotEndWith(".");
        }
        assertThat(Arrays.stream(Refusal.values()).map(Refusal::title).distinct())
                .hasSameSizeAs(Refusal.values());
    }
}
