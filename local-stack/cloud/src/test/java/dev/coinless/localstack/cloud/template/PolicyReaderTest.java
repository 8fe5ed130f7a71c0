package dev.coinless.localstack.cloud.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The policies that the broker enforces: what it does not know stops the start.
final class PolicyReaderTest {

    private static final String GOOD =
            """
            Resources:
              Modules:
                Type: AWS::IoT::Policy
                Properties:
                  PolicyDocument:
                    Version: "2012-10-17"
                    Statement:
                      - Effect: Allow
                        Action: iot:Connect
                        Resource: !Sub "arn:${AWS::Partition}:iot:${AWS::Region}:${AWS::AccountId}:client/${!iot:Connection.Thing.ThingName}"
                        Condition:
                          Bool:
                            iot:Connection.Thing.IsAttached: "true"
                      - Effect: Deny
                        Action: [iot:Publish, iot:RetainPublish]
                        Resource: ["arn:aws:iot:x:1:topic/a", "arn:aws:iot:x:1:topic/b"]
            """;

    @Test
    void theDocumentIsTheTemplatesOwnWithItsNamesResolved() {
        var policy = policies(GOOD).getFirst();

        assertThat(policy.name()).isEqualTo("Modules");
        assertThat(policy.document().at("/Statement/0/Resource").asText())
                .isEqualTo(
                        "arn:aws:iot:eu-central-1:000000000000:client/${iot:Connection.Thing.ThingName}");
        assertThat(policy.document().at("/Statement/1/Action/1").asText())
                .isEqualTo("iot:RetainPublish");
        assertThat(policy.document().at("/Statement/0/Condition/Bool"))
                .hasToString("{\"iot:Connection.Thing.IsAttached\":\"true\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "Effect: Deny, Effect: Perhaps, Effect must be",
        "iot:Publish, iot:UpdateThingShadow, iot:UpdateThingShadow",
        "Thing.ThingName, Thing.ThingTypeName, Thing.ThingTypeName",
        "Bool:, StringEquals:, Bool is missing",
        "topic/a, thing/a, thing/a",
        "Thing.IsAttached, Certificate.Subject, IsAttached is missing",
    })
    void whatTheBrokerDoesNotKnowIsNamed(String good, String bad, String named) {
        assertThatThrownBy(() -> policies(GOOD.replaceFirst(good, bad)))
                .isInstanceOf(TemplateProblem.class)
                .hasMessageContaining(named);
    }

    private static java.util.List<PolicySpec> policies(String yaml) {
        return new TemplateReader(Map.of()).read(yaml).policies();
    }
}
