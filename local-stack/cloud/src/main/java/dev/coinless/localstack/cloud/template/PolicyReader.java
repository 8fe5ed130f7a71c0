package dev.coinless.localstack.cloud.template;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads `AWS::IoT::Policy`. The broker enforces the document, so an effect, an action, a variable
/// or a condition that it does not know stops the start.
final class PolicyReader {

    private static final Set<String> ACTIONS =
            Set.of(
                    "iot:Connect",
                    "iot:Publish",
                    "iot:RetainPublish",
                    "iot:Subscribe",
                    "iot:Receive");
    private static final Set<String> VARIABLES =
            Set.of("iot:ClientId", "iot:Connection.Thing.ThingName");
    private static final String IS_ATTACHED = "iot:Connection.Thing.IsAttached";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");
    private static final Pattern RESOURCE =
            Pattern.compile("arn:[^:]+:iot:[^:]+:[^:]+:(client|topic|topicfilter)/.+");

    private PolicyReader() {}

    static PolicySpec read(String name, Section policy) {
        var document = policy.section("PolicyDocument");
        document.acceptOnly("Version", "2012-10-17");
        for (var each : document.items("Statement")) {
            statement(document.sibling(each));
        }
        document.end();
        policy.accept("PolicyName", "Tags");
        policy.end();
        return new PolicySpec(name, TableReader.jsonOf(policy.get("PolicyDocument"), policy));
    }

    private static void statement(Section statement) {
        statement.accept("Sid");
        if (!Set.of("Allow", "Deny").contains(statement.text("Effect"))) {
            throw problem("Effect must be Allow or Deny", statement);
        }
        for (var action : texts(statement, "Action")) {
            if (!ACTIONS.contains(action)) {
                throw problem("the broker does not know the action " + action, statement);
            }
        }
        for (var resource : texts(statement, "Resource")) {
            if (!RESOURCE.matcher(resource).matches()) {
                throw problem("not a client, topic or topicfilter: " + resource, statement);
            }
            VARIABLE.matcher(resource)
                    .results()
                    .map(match -> match.group(1))
                    .filter(variable -> !VARIABLES.contains(variable))
                    .findFirst()
                    .ifPresent(variable -> {
                        throw problem("the broker does not know ${" + variable + "}", statement);
                    });
        }
        statement.findSection("Condition").ifPresent(PolicyReader::condition);
        statement.end();
    }

    private static void condition(Section condition) {
        var bool = condition.section("Bool");
        bool.text(IS_ATTACHED);
        bool.end();
        condition.end();
    }

    private static List<String> texts(Section statement, String key) {
        return switch (statement.get(key)) {
            case Value.Items(var values, _) -> values.stream().map(statement::textOf).toList();
            case Value.Text text -> List.of(statement.textOf(text));
            case Value.Call call -> List.of(statement.textOf(call));
            case Value.Fields _ -> throw problem(key + " must be a text or a list", statement);
        };
    }

    private static TemplateProblem problem(String message, Section statement) {
        return new TemplateProblem(message, statement.where());
    }
}
