package dev.coinless.localstack.cloud.rules;

import dev.coinless.localstack.cloud.Payload;
import dev.coinless.localstack.cloud.queues.LocalQueue;
import dev.coinless.localstack.cloud.queues.Queues;
import dev.coinless.localstack.cloud.template.RuleSpec;
import dev.coinless.localstack.cloud.template.TemplateProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A topic rule with the queues it fills.
final class Rule {

    /// Clients may publish straight to a rule, past the broker's fan-out ("basic ingest").
    private static final String BASIC_INGEST = "$aws/rules/";

    private record Target(LocalQueue queue, boolean base64) {}

    private final String name;
    private final RuleSql sql;
    private final List<Target> targets;

    private Rule(String name, RuleSql sql, List<Target> targets) {
        this.name = name;
        this.sql = sql;
        this.targets = List.copyOf(targets);
    }

    static Rule of(RuleSpec spec, Queues queues) {
        var targets = new ArrayList<Target>();
        for (var action : spec.actions()) {
            var queue =
                    queues.findByUrl(action.queueUrl())
                            .orElseThrow(() ->
                                    new TemplateProblem(
                                            "rule to unknown queue " + action.queueUrl(),
                                            spec.where()));
            targets.add(new Target(queue, action.base64()));
        }
        return new Rule(spec.name(), RuleSql.of(spec), targets);
    }

    /// The filters to subscribe to.
    List<String> filters() {
        return List.of(sql.filter().text(), prefix() + "#");
    }

    /// Puts what the rule makes of the message into its queues, if the topic is one of the rule's.
    void accept(String topic, Payload payload, Instant now) {
        var plain = topic.startsWith(prefix()) ? topic.substring(prefix().length()) : topic;
        if (!sql.filter().matches(plain)) {
            return;
        }
        var out = sql.apply(new Selection.Message(plain, payload, now));
        for (var target : targets) {
            var body =
                    target.base64() ? Base64.getEncoder().encodeToString(out.bytes()) : out.text();
            target.queue().send(body, now);
        }
    }

    private String prefix() {
        return BASIC_INGEST + name + "/";
    }
}
