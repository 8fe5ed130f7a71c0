package dev.coinless.model.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LineMaskTest {

    @Test
    void bitNIsItemNButLineNPlusOne() {
        assertThat(LineMask.of(1)).isEqualTo(1);
        assertThat(LineMask.of(4)).isEqualTo(8);
        assertThat(LineMask.of(32)).isEqualTo(0x8000_0000L);

        assertThat(LineMask.holds(1, GrantKind.PULSE, 1)).isTrue();
        assertThat(LineMask.holds(1, GrantKind.DOOR, 1)).isTrue();
        assertThat(LineMask.holds(1, GrantKind.VEND, 1)).isFalse();
        assertThat(LineMask.holds(1, GrantKind.VEND, 0)).isTrue();
        assertThat(LineMask.holds(1, GrantKind.PULSE, 0)).isFalse();
    }

    @Test
    void aMaskForAnyHoldsWhatIsBeyondTheMask() {
        assertThat(LineMask.holds(LineMask.ANY, GrantKind.VEND, 600)).isTrue();
        assertThat(LineMask.holds(LineMask.ANY - 1, GrantKind.VEND, 600)).isFalse();
        assertThat(LineMask.holds(LineMask.of(1), GrantKind.PULSE, 33)).isFalse();
    }

    @Test
    void onlyOneLineIsTheLine() {
        assertThat(LineMask.only(LineMask.of(32))).isEqualTo(OptionalInt.of(32));
        assertThat(LineMask.only(3)).isEmpty();
        assertThat(LineMask.only(0)).isEmpty();
        assertThat(LineMask.only(LineMask.ANY)).isEmpty();
    }

    @Test
    void thereIsNoLineZeroAndNoneBeyondTheMask() {
        assertThatThrownBy(() -> LineMask.of(0)).hasMessageContaining("1..32");
        assertThatThrownBy(() -> LineMask.of(33)).hasMessageContaining("1..32");
    }
}
