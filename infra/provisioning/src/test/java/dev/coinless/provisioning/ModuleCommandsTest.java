package dev.coinless.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModuleCommandsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    final List<String> calls = new ArrayList<>();

    @Test
    void aConfigurationNamesWhatChangesAndWhatGoes() throws Problem {
        var commands =
                new ModuleCommands(
                        answering(
                                "{\"module\":\"0a\",\"configVersion\":3,\"settings\":{},\"prices\":{}}"));

        var result =
                commands.run(
                        arguments(
                                "module configure 0a --operator A --set code.rotation=20"
                                        + " --unset price.hint --price 12=180 --no-price 14"));

        assertThat(calls)
                .containsExactly(
                        "ConfigureModule {\"module\":\"0a\",\"operator\":\"A\","
                                + "\"settings\":{\"code.rotation\":20,\"price.hint\":null},"
                                + "\"prices\":{\"12\":180,\"14\":null}}");
        assertThat(result.text()).contains("module 0a has configuration 3");
    }

    @Test
    void aChangeOfServiceIsAskedForByItsName() throws Problem {
        for (var service : List.of("quarantine", "release", "decommission")) {
            calls.clear();
            var commands =
                    new ModuleCommands(
                            answering("{\"module\":\"0a\",\"service\":\"QUARANTINED\"}"));

            commands.run(arguments("module " + service + " 0a --operator A"));

            assertThat(calls)
                    .containsExactly(
                            "ChangeModuleService {\"module\":\"0a\",\"operator\":\"A\","
                                    + "\"service\":\"%s\"}".formatted(service));
        }
    }

    @Test
    void whatIsMissingOrUnknownIsNamed() {
        var commands = new ModuleCommands(answering("{}"));

        assertThatThrownBy(() -> commands.run(arguments("module sell 0a --operator A")))
                .hasMessageContaining("module sell");
        assertThatThrownBy(() -> commands.run(arguments("module release 0a")))
                .hasMessage("--operator is missing");
        assertThatThrownBy(
                        () -> commands.run(arguments("module configure 0a --operator A --set x=y")))
                .hasMessageContaining("--set must be NAME=WHOLE_NUMBER");
        assertThat(calls).isEmpty();
    }

    @Test
    void revokingAKeyMakesItsSuccessorAtOnce() throws Problem {
        var commands =
                new DenylistCommands(
                        answering(
                                "{\"version\":4,\"keys\":[\"grant/3\"],\"subjects\":[],"
                                        + "\"serials\":{\"grant\":4}}"));

        var result = commands.revoke(arguments("revoke --key grant/3"));

        assertThat(calls)
                .containsExactly(
                        "ReviseDenylist {\"keys\":[\"grant/3\"],\"subjects\":[]}", "RotateKeys {}");
        assertThat(result.text()).contains("denylist 4", "grant/3", "\"grant\":4");
    }

    @Test
    void whatIsRevokedMustBeSaid() throws Problem {
        var commands = new DenylistCommands(answering("{\"version\":5}"));

        assertThatThrownBy(() -> commands.revoke(arguments("revoke")))
                .hasMessageContaining("--key USAGE/SERIAL or --subject ID");
        commands.unrevoke(arguments("unrevoke --subject 00"));

        assertThat(calls)
                .containsExactly("ReviseDenylist {\"dropKeys\":[],\"dropSubjects\":[\"00\"]}");
    }

    private Functions answering(String answer) {
        return (function, input) -> {
            calls.add(function + " " + input);
            try {
                return JSON.readTree(answer);
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        };
    }

    private static Arguments arguments(String line) throws Problem {
        return Arguments.parse(List.of(line.split(" ")));
    }
}
