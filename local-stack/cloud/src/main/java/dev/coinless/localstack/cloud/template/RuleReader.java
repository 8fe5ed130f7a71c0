package dev.coinless.localstack.cloud.template;

/// Reads `AWS::IoT::TopicRule`; of its actions only `Sqs` can be run here.
final class RuleReader {

    private RuleReader() {}

    static RuleSpec read(String id, Section rule) {
        var name = rule.findText("RuleName").orElse(id);
        var payload = rule.section("TopicRulePayload");
        var sql = payload.text("Sql");
        payload.acceptOnly("AwsIotSqlVersion", "2016-03-23");
        var actions = payload.items("Actions").stream().map(it -> action(it, payload)).toList();
        payload.accept("Description", "RuleDisabled", "ErrorAction");
        payload.end();
        rule.accept("Tags").end();
        return new RuleSpec(name, sql, actions, payload.where());
    }

    private static RuleSpec.SqsAction action(Value value, Section sibling) {
        var action = sibling.sibling(value);
        var sqs = action.section("Sqs");
        var result = new RuleSpec.SqsAction(sqs.text("QueueUrl"), sqs.isTrue("UseBase64"));
        sqs.accept("RoleArn").end();
        action.end();
        return result;
    }
}
