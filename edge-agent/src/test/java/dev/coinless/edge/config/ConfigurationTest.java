package dev.coinless.edge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.coinless.edge.config.Configuration.Mqtt;
import dev.coinless.edge.config.Configuration.Port;
import dev.coinless.edge.vend.VendTimeouts;
import dev.coinless.model.sign.Environment;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

    private static final Map<String, String> GOOD =
            Map.of(
                    "environment", "prod",
                    "radio", "air:/run/coinless/air.sock",
                    "machine", "qibixx:/dev/ttyUSB0",
                    "state", "/var/lib/coinless");

    @Test
    void fourSettingsAreEnough() throws Exception {
        var configuration = Configuration.of(GOOD);

        assertThat(configuration.environment()).isEqualTo(new Environment("prod"));
        assertThat(configuration.radio()).isEqualTo(new Port("air", "/run/coinless/air.sock"));
        assertThat(configuration.machine())
                .isEqualTo(new MachineSettings.Mdb("/dev/ttyUSB0", 0x10, false, 0));
        assertThat(configuration.agent().timeouts()).isEqualTo(VendTimeouts.usual());
        assertThat(configuration.agent().beacon().rotation()).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"environment", "radio", "machine", "state"})
    void aMissingSettingIsNamedWithALineToAdd(String name) {
        var settings = new HashMap<>(GOOD);
        settings.remove(name);

        assertThatThrownBy(() -> Configuration.of(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'%s'".formatted(name))
                .hasMessageContaining("add a line like " + name + "=");
    }

    @ParameterizedTest
    @CsvSource({
        "environment, PROD!, use 1 to 32",
        "radio, bluetooth, write it as air:",
        "radio, air:, write it as air:",
        "machine, /dev/ttyUSB0, write it as qibixx:",
        "mdb.address, 0x30, a cashless reader is at 0x10 or 0x60",
        "mdb.address, ten, use a whole number",
        "timeout.vend, 0, use a whole number from 1",
        "company, 70000, use a whole number from 0 to 65535",
        "price.hint, -1, use a whole number from 0",
        "mdb.cash.unit, 256, use a whole number from 0 to 255",
        "mqtt, yes, write it as on",
        "mqtt, mqtts://broker:8883, write it as on",
        "mqtt.ingest, $aws/rules/x, end it with '/'",
    })
    void aWrongSettingIsNamedWithItsValueAndWhatToDo(String name, String value, String advice) {
        var settings = new HashMap<>(GOOD);
        settings.put(name, value);

        assertThatThrownBy(() -> Configuration.of(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'%s'".formatted(name))
                .hasMessageContaining("'%s'".formatted(value))
                .hasMessageContaining(advice);
    }

    @Test
    void aModuleHasNoNetworkUnlessItIsWishedFor() throws Exception {
        assertThat(Configuration.of(GOOD).mqtt()).isEmpty();

        var settings = new HashMap<>(GOOD);
        settings.put("mqtt", "on");
        assertThat(Configuration.of(settings).mqtt()).contains(new Mqtt(Optional.empty(), ""));

        settings.put("mqtt", "broker.example.com:443");
        settings.put("mqtt.ingest", "$aws/rules/PublishedBundles/");
        assertThat(Configuration.of(settings).mqtt())
                .contains(
                        new Mqtt(
                                Optional.of("broker.example.com:443"),
                                "$aws/rules/PublishedBundles/"));
    }

    @Test
    void anUnknownSettingIsAMistakeToo() {
        var settings = new HashMap<>(GOOD);
        settings.put("timeout.vends", "30");

        assertThatThrownBy(() -> Configuration.of(settings))
                .hasMessageContaining("unknown setting 'timeout.vends'")
                .hasMessageContaining("timeout.vend");
    }

    @Test
    void aPulseMachineNeedsOnlyTheValueOfItsLines() throws Exception {
        var configuration = Configuration.of(pulse("pulse.value", "1:50, 2:100"));

        var machine = (MachineSettings.Pulse) configuration.machine();
        assertThat(machine.place()).isEqualTo("/run/pins.sock");
        assertThat(machine.lines())
                .extracting(PulseLineSettings::number, PulseLineSettings::value)
                .containsExactly(tuple(1, 50L), tuple(2, 100L));
        var line = machine.lines().getFirst();
        assertThat(line.width()).isEqualTo(Duration.ofMillis(50));
        assertThat(line.gap()).isEqualTo(Duration.ofMillis(100));
        assertThat(line.inhibitTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(line.activeLow()).isFalse();
        assertThat(line.inhibitLow()).isTrue();
        assertThat(configuration.agent().selectionFirst()).isFalse();
        assertThat(configuration.agent().timeouts().idle())
                .as("longer than the machine may inhibit")
                .isEqualTo(Duration.ofSeconds(100));
    }

    @Test
    void oneNumberIsForAllLinesAndPairsAreForEach() throws Exception {
        var settings = pulse("pulse.value", "1:50,2:100");
        settings.put("machine", "pulse:gpio");
        settings.put("pulse.width", "60");
        settings.put("pulse.gap", "2:200");
        settings.put("pulse.pin", "1:17,2:27");
        settings.put("pulse.inhibit.pin", "2:22");
        settings.put("pulse.level", "1:0");

        var lines = ((MachineSettings.Pulse) Configuration.of(settings).machine()).lines();

        assertThat(lines)
                .extracting(PulseLineSettings::width, PulseLineSettings::gap)
                .containsExactly(
                        tuple(Duration.ofMillis(60), Duration.ofMillis(100)),
                        tuple(Duration.ofMillis(60), Duration.ofMillis(200)));
        assertThat(lines)
                .extracting(PulseLineSettings::pin, PulseLineSettings::inhibit)
                .containsExactly(
                        tuple(OptionalInt.of(17), OptionalInt.empty()),
                        tuple(OptionalInt.of(27), OptionalInt.of(22)));
        assertThat(lines).extracting(PulseLineSettings::activeLow).containsExactly(true, false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "pulse.value; 50; write LINE:VALUE",
                "pulse.value; 1:50,1:100; once for each line",
                "pulse.value; 1-50; write LINE:NUMBER",
                "pulse.value; 33:50; lines are 1 to 32",
                "pulse.value; 1:0; use a whole number from 1",
                "pulse.width; 5; use a whole number from 10",
                "pulse.gap; 1:five; write LINE:NUMBER",
                "pulse.inhibit.timeout; 0; use a whole number from 1",
                "pulse.level; 2; use a whole number from 0 to 1",
                "mdb.address; 0x10; unknown setting"
            })
    void aWrongLineIsNamedWithWhatToWrite(String name, String value, String advice) {
        var settings = pulse("pulse.value", "1:50");
        settings.put(name, value);

        assertThatThrownBy(() -> Configuration.of(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'%s'".formatted(name))
                .hasMessageContaining(advice);
    }

    @Test
    void aLineOnThePiNeedsAPinOfItsOwn() {
        var settings = pulse("pulse.value", "1:50");
        settings.put("machine", "pulse:gpio");
        assertThatThrownBy(() -> Configuration.of(settings))
                .hasMessageContaining("missing setting 'pulse.pin' for line 1");

        settings.put("pulse.pin", "1:17");
        settings.put("pulse.inhibit.pin", "1:17");
        assertThatThrownBy(() -> Configuration.of(settings))
                .hasMessageContaining("each pin can have one use");
    }

    private static Map<String, String> pulse(String name, String value) {
        var settings = new HashMap<>(GOOD);
        settings.put("machine", "pulse:/run/pins.sock");
        settings.put(name, value);
        return settings;
    }
}
