package dev.coinless.edge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.edge.config.Configuration.Mqtt;
import dev.coinless.edge.config.Configuration.Port;
import dev.coinless.edge.vend.VendTimeouts;
import dev.coinless.model.sign.Environment;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
        assertThat(configuration.machine()).isEqualTo(new Port("qibixx", "/dev/ttyUSB0"));
        assertThat(configuration.agent().timeouts()).isEqualTo(VendTimeouts.usual());
        assertThat(configuration.agent().beacon().rotation()).isEqualTo(Duration.ofSeconds(30));
        assertThat(configuration.busAddress()).isEqualTo(0x10);
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
}
