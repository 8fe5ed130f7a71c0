package dev.coinless.simulators.pins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaundryTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final ManualTime time = new ManualTime();
    private final List<ObjectNode> events = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Laundry laundry =
            new Laundry(new Settings(Map.of(1, 50L, 2, 100L), 20, 300, 30), time, events::add);
    private long nanos = 5_000_000_000L;

    @Test
    void aPulseIsCreditAndIsMeasured() {
        connect();

        pulse(1, 50);
        rest(100);
        pulse(1, 50);

        var signals = signals();
        assertThat(signals.path("pulses").asLong()).isEqualTo(2);
        assertThat(credit(1)).isEqualTo(100);
        assertThat(credit(2)).isZero();
        assertThat(signals.path("signals").get(0).path("width-ms").asDouble()).isEqualTo(50);
        assertThat(signals.path("signals").get(0).has("gap-ms")).isFalse();
        assertThat(signals.path("signals").get(1).path("gap-ms").asDouble()).isEqualTo(100);
        assertThat(events).extracting(event -> event.path("event").asText()).contains("pulse");
    }

    @Test
    void noiseAStuckCoinAndABounceAreSeenButNotCounted() {
        connect();

        pulse(1, 19);
        rest(100);
        pulse(1, 301);
        rest(29);
        pulse(1, 50);

        assertThat(signals().path("pulses").asLong()).isEqualTo(3);
        assertThat(credit(1)).isZero();
    }

    @Test
    void aModuleThatGoesDuringAPulseLetsTheLineRest() {
        connect();
        edge(1, 1);
        time.pass(Duration.ofMillis(20));

        laundry.disconnected();

        assertThat(credit(1)).isEqualTo(50);
        assertThat(signals().path("signals").get(0).path("width-ms").asDouble()).isEqualTo(20);
        assertThat(signals().path("lines").path("1").path("active").asBoolean()).isFalse();
    }

    @Test
    void theNextModulesClockIsAnotherOne() {
        connect();
        pulse(1, 50);
        laundry.disconnected();
        connect();
        nanos = 1;

        pulse(1, 50);

        assertThat(signals().path("signals").get(1).has("gap-ms")).isFalse();
        assertThat(credit(1)).isEqualTo(100);
    }

    @Test
    void coinsCountWithoutAModule() {
        laundry.coin(2, 200);
        assertThat(credit(2)).isEqualTo(200);

        laundry.start(2);

        assertThat(credit(2)).isZero();
        assertThat(signals().path("coins").asLong()).isEqualTo(1);
    }

    @Test
    void anInhibitIsToldAtOnceAndToWhoComesLater() {
        connect();
        laundry.inhibit(1, true);
        assertThat(told).containsExactly("1 true");

        connect();

        assertThat(told).containsExactly("1 true", "1 true");
        laundry.inhibit(1, false);
        assertThat(told).endsWith("1 false");
    }

    @Test
    void aCoinGivesAPulseForEachOfTheLinesValuesWhileAModuleIsThere() {
        laundry.coin(1, 100);
        connect();
        laundry.coin(1, 100);
        laundry.coin(1, 20);
        laundry.disconnected();
        laundry.coin(1, 100);

        assertThat(told).containsExactly("coin 1", "coin 1");
    }

    @Test
    void nonsenseIsCountedAndNothingElse() {
        connect();
        for (var line : List.of("", "edge", "edge 1 2 3", "edge 9 1 0", "edge 1 1 x", "pulse")) {
            laundry.received(line);
        }
        edge(1, 0);

        assertThat(signals().path("garbage").asLong()).isEqualTo(6);
        assertThat(signals().path("pulses").asLong()).isZero();
        assertThatThrownBy(() -> laundry.inhibit(9, true)).hasMessageContaining("no line 9");
    }

    private void connect() {
        laundry.connected(
                (line, on) -> told.add(line + " " + on), line -> told.add("coin " + line));
    }

    private void pulse(int line, int millis) {
        edge(line, 1);
        rest(millis);
        edge(line, 0);
    }

    private void rest(int millis) {
        nanos += millis * 1_000_000L;
    }

    private void edge(int line, int level) {
        laundry.received("edge %d %d %d".formatted(line, level, nanos));
    }

    private long credit(int line) {
        return signals().path("lines").path(Integer.toString(line)).path("credit").asLong();
    }

    private JsonNode signals() {
        return laundry.describeSignals(JSON.createObjectNode());
    }
}
