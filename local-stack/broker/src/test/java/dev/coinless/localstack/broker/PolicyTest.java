package dev.coinless.localstack.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// AWS's rules for policies of IoT Core.
final class PolicyTest {

    private static final Map<String, String> M8 =
            Map.of(
                    "iot:ClientId",
                    "M8",
                    "iot:Connection.Thing.ThingName",
                    "M8",
                    Policy.IS_ATTACHED,
                    "true");

    private static final String OWN_TOPICS =
            """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": "iot:Connect",
               "Resource": "arn:aws:iot:x:1:client/${iot:Connection.Thing.ThingName}",
               "Condition": {"Bool": {"iot:Connection.Thing.IsAttached": "true"}}},
              {"Effect": "Allow", "Action": ["iot:Publish"],
               "Resource": ["arn:aws:iot:x:1:topic/coinless/${iot:Connection.Thing.ThingName}/up/*"]}
            ]}\
            """;

    @ParameterizedTest
    @CsvSource({
        "iot:Connect, client/M8, true",
        "iot:Connect, client/M7, false",
        "iot:Publish, topic/coinless/M8/up/bundle, true",
        "IOT:PUBLISH, topic/coinless/M8/up/a/b, true",
        "iot:Publish, topic/coinless/M7/up/bundle, false",
        "iot:Publish, topic/coinless/M8/down/bundle, false",
        "iot:Publish, topic/coinless/M8/up, false",
        "iot:Subscribe, topicfilter/coinless/M8/up/bundle, false",
    })
    void onlyWhatAStatementAllowsIsAllowed(String action, String resource, boolean allowed)
            throws Exception {
        assertThat(policy(OWN_TOPICS).allows(action, resource, M8)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iot:Connect", "iot:Publish", "iot:Subscribe", "iot:Receive"})
    void aVariableWithoutValueMatchesNothing(String action) throws Exception {
        var policy = policy(OWN_TOPICS);
        var stranger = Map.of("iot:ClientId", "M8", Policy.IS_ATTACHED, "false");

        assertThat(policy.allows(action, "client/M8", stranger)).isFalse();
        assertThat(policy.allows(action, "topic/coinless//up/bundle", stranger)).isFalse();
    }

    @Test
    void aDenyWinsOverEveryAllow() throws Exception {
        var policy =
                policy(
                        """
                        {"Statement": [
                          {"Effect": "Allow", "Action": "iot:*", "Resource": "*"},
                          {"Effect": "Deny", "Action": "iot:Publish", "Resource": "a:b:c:d:e:topic/x?"}
                        ]}\
                        """);

        assertThat(policy.allows("iot:Publish", "topic/y", M8)).isTrue();
        assertThat(policy.allows("iot:Publish", "topic/x1", M8)).isFalse();
    }

    @Test
    void theWildcardsOfMqttAndTheValuesOfVariablesArePlainCharacters() throws Exception {
        var policy =
                policy(
                        """
                        {"Statement": {"Effect": "Allow", "Action": "iot:Subscribe",
                          "Resource": "a:b:c:d:e:topicfilter/${iot:ClientId}/+"}}\
                        """);

        assertThat(policy.allows("iot:Subscribe", "topicfilter/M8/+", M8)).isTrue();
        assertThat(policy.allows("iot:Subscribe", "topicfilter/M8/x", M8)).isFalse();
        assertThat(policy.allows("iot:Subscribe", "topicfilter/M8/+", Map.of("iot:ClientId", "*")))
                .isFalse();
    }

    @Test
    void withoutAStatementNothingIsAllowed() throws Exception {
        assertThat(policy("{\"Statement\": []}").allows("iot:Connect", "client/M8", M8)).isFalse();
    }

    private static Policy policy(String json) throws JsonProcessingException {
        return Policy.of(new ObjectMapper().readTree(json));
    }
}
