package dev.coinless.localstack.cloud.template;

import java.util.List;
import java.util.Map;

/// Everything of template.yaml that runs here.
///
/// @param buckets their names
/// @param notEmulated the resources that are accepted and do nothing, as `LogicalId (type)`
/// @param region the region all names are made with
public record Template(
        List<FunctionSpec> functions,
        List<TableSpec> tables,
        List<String> buckets,
        List<QueueSpec> queues,
        List<RuleSpec> rules,
        List<PolicySpec> policies,
        List<String> notEmulated,
        Map<String, String> outputs,
        String region) {

    public Template {
        functions = List.copyOf(functions);
        tables = List.copyOf(tables);
        buckets = List.copyOf(buckets);
        queues = List.copyOf(queues);
        rules = List.copyOf(rules);
        policies = List.copyOf(policies);
        notEmulated = List.copyOf(notEmulated);
        outputs = Map.copyOf(outputs);
    }
}
