package dev.coinless.localstack.cloud.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TemplateReaderTest {

    private static final String GOOD = read("src/test/resources/template.yaml");

    @Test
    void readsEveryKindOfResource() {
        var template = template(GOOD);

        assertThat(template.functions())
                .extracting(FunctionSpec::name)
                .containsExactly("echo", "Follow", "Receive", "Tick");
        assertThat(template.tables()).extracting(TableSpec::name).containsExactly("things-test");
        assertThat(template.queues())
                .extracting(QueueSpec::name)
                .containsExactly("Inbox", "InboxFailures");
        assertThat(template.rules()).extracting(RuleSpec::name).containsExactly("up");
        assertThat(template.notEmulated())
                .containsExactly("RuleRole (AWS::IAM::Role)", "RootKey (AWS::KMS::Key)");
        assertThat(template.outputs()).containsEntry("ThingsTable", "things-test");
    }

    @Test
    void mergesGlobalsIntoFunctionsAndResolvesIntrinsics() {
        var echo = template(GOOD).functions().getFirst();

        assertThat(echo.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(echo.memoryMegabytes()).isEqualTo(512);
        assertThat(echo.environment())
                .containsEntry("TABLE", "things-test")
                .containsEntry("STAGE", "test")
                .containsEntry("RETRIES", "6")
                .containsEntry(
                        "GREETING",
                        "hello from eu-central-1 things-test"
                                + " arn:aws:sqs:eu-central-1:000000000000:Inbox");
    }

    @Test
    void readsEventSources() {
        var sources =
                template(GOOD).functions().stream()
                        .flatMap(function -> function.sources().stream())
                        .toList();

        assertThat(sources)
                .containsExactly(
                        new EventSource.Http("GET", "/v1/things/{id}"),
                        new EventSource.Http("POST", "/v1/things"),
                        new EventSource.TableStream("things-test", 10, true, true, -1),
                        new EventSource.Queue(
                                "arn:aws:sqs:eu-central-1:000000000000:Inbox", 5, true),
                        new EventSource.Timer(
                                "Hourly",
                                Duration.ofHours(1),
                                java.util.Optional.of("{\"job\":\"tick\"}"),
                                true));
    }

    @Test
    void aParameterGivenAtTheStartWinsOverItsDefault() {
        var template = new TemplateReader(Map.of("Environment", "demo")).read(GOOD);

        assertThat(template.tables().getFirst().name()).isEqualTo("things-demo");
    }

    @Test
    void aParameterThatTheTemplateDoesNotHaveIsNamed() {
        assertThatThrownBy(() -> new TemplateReader(Map.of("Colour", "red")).read(GOOD))
                .isInstanceOf(TemplateProblem.class)
                .hasMessageContaining("Colour");
    }

    @Test
    void anUnknownIntrinsicIsNamedWithItsPlace() {
        var bad = GOOD.replace("TABLE: !Ref Things", "TABLE: !ImportValue Things");

        assertThatThrownBy(() -> template(bad))
                .isInstanceOf(TemplateProblem.class)
                .hasMessageContaining("!ImportValue")
                .hasMessageContaining("line " + lineOf(bad, "!ImportValue"))
                .hasMessageContaining("Globals.Function.Environment.Variables.TABLE");
    }

    @Test
    void anUnknownIntrinsicIsFoundEvenWhereNothingIsEmulated() {
        var bad = GOOD.replace("Description: !Sub root", "Description: !Cidr root");

        assertThatThrownBy(() -> template(bad))
                .isInstanceOf(TemplateProblem.class)
                .hasMessageContaining("!Cidr");
    }

    @Test
    void anUnknownPropertyIsNamedWithItsPlace() {
        var bad = GOOD.replace("      BillingMode:", "      Replicas: 2\n      BillingMode:");

        assertThatThrownBy(() -> template(bad))
                .isInstanceOf(TemplateProblem.class)
                .hasMessageContaining("unknown property Replicas")
                .hasMessageContaining("line " + lineOf(bad, "Replicas"));
    }

    @Test
    void anUnknownPropertyOfAnEventIsNamed() {
        var bad = GOOD.replace("            BatchSize: 10", "            BatchSiez: 10");

        assertThatThrownBy(() -> template(bad))
                .isInstanceOf(TemplateProblem.class)
                .hasMessageContaining("BatchSiez");
    }

    @Test
    void anUnknownResourceTypeIsNamed() {
        var bad = GOOD.replace("AWS::KMS::Key", "AWS::EC2::Instance");

        assertThatThrownBy(() -> template(bad))
                .isInstanceOf(TemplateProblem.class)
                .hasMessageContaining("AWS::EC2::Instance");
    }

    @Test
    void aReferenceToNothingIsNamed() {
        var bad = GOOD.replace("Queue: !GetAtt Inbox.Arn", "Queue: !GetAtt Outbox.Arn");

        assertThatThrownBy(() -> template(bad))
                .isInstanceOf(TemplateProblem.class)
                .hasMessageContaining("Outbox.Arn");
    }

    @Test
    void aKeyThatIsThereTwiceIsNamed() {
        var bad = GOOD.replace("      Timeout: 3", "      Timeout: 3\n      Timeout: 4");

        assertThatThrownBy(() -> template(bad))
                .isInstanceOf(TemplateProblem.class)
                .hasMessageContaining("Timeout is there twice");
    }

    private static Template template(String yaml) {
        return new TemplateReader(Map.of()).read(yaml);
    }

    private static int lineOf(String yaml, String text) {
        return (int) yaml.substring(0, yaml.indexOf(text)).lines().count();
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
