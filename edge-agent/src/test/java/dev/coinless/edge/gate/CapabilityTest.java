package dev.coinless.edge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.Platform;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.grant.LineMask;
import dev.coinless.model.id.Counter;
import dev.coinless.model.money.Money;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CapabilityTest {

    private static final Capability SESSIONS = new Capability.Sessions();
    private static final Capability PULSES =
            new Capability.Pulses(Map.of(1, Money.of(50, "EUR"), 2, Money.of(100, "EUR")));

    private final Platform platform = new Platform(1);
    private final Grant usual =
            platform.grant(Platform.M7, new Counter(42), platform.random.es256());

    @ParameterizedTest
    @EnumSource
    void aBusTakesGrantsForSessionsOnly(GrantKind kind) {
        assertThat(SESSIONS.fits(grant(kind, Grant.ANY_LINE, 500, 1)))
                .isEqualTo(kind == GrantKind.VEND);
    }

    @ParameterizedTest
    @EnumSource
    void linesTakeGrantsForPulsesOnly(GrantKind kind) {
        assertThat(PULSES.fits(grant(kind, LineMask.of(1), 500, 10)))
                .isEqualTo(kind == GrantKind.PULSE);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 500, 10, true",
        "1, 50, 1, true",
        "2, 200, 3, false",
        "2, 500, 5, true",
        "2, 500, 10, false",
        "3, 500, 10, false",
        "1, 450, 10, false",
        "1, 501, 10, false",
        "1, 500, 9, false",
        "1, 500, 1, false",
        "1, 0, 1, false"
    })
    void theCapIsExactlyThePulsesOfALineThatIsWired(int line, long cap, int pulses, boolean fits) {
        assertThat(PULSES.fits(grant(GrantKind.PULSE, LineMask.of(line), cap, pulses)))
                .isEqualTo(fits);
    }

    @Test
    void aGrantForSeveralLinesOrNoneFitsNone() {
        for (long lines : new long[] {0, 3, Grant.ANY_LINE}) {
            assertThat(PULSES.fits(grant(GrantKind.PULSE, lines, 500, 10))).isFalse();
        }
    }

    private Grant grant(GrantKind kind, long lines, long cap, int vends) {
        return new Grant(
                usual.id(),
                usual.binding(),
                usual.module(),
                usual.generation(),
                usual.counter(),
                Money.of(cap, "EUR"),
                usual.ttl(),
                vends,
                lines,
                kind);
    }
}
