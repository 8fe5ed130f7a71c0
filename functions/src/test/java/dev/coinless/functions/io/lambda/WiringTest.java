package dev.coinless.functions.io.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WiringTest {

    @Test
    void aMissingSettingIsNamed() {
        var settings = new Settings(Map.of("A", "1", "B", " ", "C", "many"));

        assertThat(settings.number("A")).isEqualTo(1);
        assertThatThrownBy(() -> settings.require("B"))
                .hasMessage("the setting B is missing in the environment");
        assertThatThrownBy(() -> settings.require("D"))
                .hasMessage("the setting D is missing in the environment");
        assertThatThrownBy(() -> settings.number("C"))
                .hasMessage("the setting C must be a whole number");
    }

    @Test
    void aHandlerWithoutItsSettingsDoesNotStart() {
        assertThatThrownBy(IssueGrantHandler::new)
                .hasMessage("the setting TABLE_NAME is missing in the environment");
    }
}
