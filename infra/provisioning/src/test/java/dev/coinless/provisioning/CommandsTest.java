package dev.coinless.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path directory = Path.of(".");

    final List<String> calls = new ArrayList<>();

    @Test
    void enrolSendsTheRequestAndWritesTheAnswerToAFile() throws Exception {
        var in = directory.resolve("request");
        var out = directory.resolve("enrolment");
        Files.writeString(in, "coinless-enrol-1.AAAA\n");
        var commands =
                answering(
                        "{\"enrolment\":\"coinless-enrolment-1.BB\",\"module\":\"0a\",\"generation\":2}");

        var result =
                commands.enrol(
                        arguments(
                                "enrol",
                                "--in",
                                in.toString(),
                                "--out",
                                out.toString(),
                                "--operator",
                                "A",
                                "--name",
                                "Snacks",
                                "--price",
                                "12=175",
                                "--price",
                                "14=250"));

        assertThat(calls)
                .containsExactly(
                        "EnrolModule {\"enrolmentRequest\":\"coinless-enrol-1.AAAA\",\"operator\":\"A\","
                                + "\"name\":\"Snacks\",\"currency\":\"EUR\",\"kind\":\"vend\","
                                + "\"licensed\":true,\"prices\":{\"12\":175,\"14\":250}}");
        assertThat(out).hasContent("coinless-enrolment-1.BB");
        assertThat(result.text())
                .isEqualTo(
                        "module 0a of operator A is enrolled, generation 2; carry %s to it"
                                .formatted(out));
    }

    @Test
    void aCreditNamesItsMovement() throws Exception {
        var commands = answering("{\"id\":\"x\",\"amount\":1000,\"currency\":\"EUR\"}");

        var result = commands.credit(arguments("credit", "ACC", "1000", "--id", "x"));

        assertThat(calls)
                .containsExactly(
                        "CreditAccount {\"account\":\"ACC\",\"amount\":1000,\"currency\":\"EUR\",\"id\":\"x\"}");
        assertThat(result.text()).isEqualTo("account ACC has 10.00 EUR more (movement x)");
    }

    @Test
    void rotationMayBeAskedForEarly() throws Exception {
        var commands = answering("{\"serials\":{\"grant\":2}}");

        var result = commands.rotateKeys(arguments("rotate-keys", "--usage", "grant"));

        assertThat(calls).containsExactly("RotateKeys {\"usages\":[\"grant\"]}");
        assertThat(result.text()).isEqualTo("keys in use: grant 2");
    }

    @Test
    void whatIsWrongOnTheCommandLineIsNamed() {
        var commands = answering("{}");

        assertThatThrownBy(() -> commands.credit(arguments("credit", "ACC")))
                .hasMessage("the amount in minor units is missing");
        assertThatThrownBy(() -> commands.credit(arguments("credit", "ACC", "ten")))
                .hasMessage("the amount is a whole number of minor units, not ten");
        assertThatThrownBy(() -> commands.enrol(arguments("enrol", "--in", "x")))
                .hasMessage("--out is missing");
        assertThatThrownBy(() -> commands.rotateKeys(arguments("rotate-keys", "--colour", "red")))
                .hasMessage("there is no option --colour here");
        assertThatThrownBy(() -> arguments("credit", "--id")).hasMessage("--id needs a value");
        assertThat(calls).isEmpty();
    }

    private static Arguments arguments(String... words) throws Problem {
        return Arguments.parse(List.of(words));
    }

    private Commands answering(String answer) {
        Functions functions =
                (function, input) -> {
                    calls.add(function + " " + input);
                    return read(answer);
                };
        return new Commands(functions);
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
