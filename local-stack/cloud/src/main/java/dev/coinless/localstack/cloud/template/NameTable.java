package dev.coinless.localstack.cloud.template;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Gives every resource and parameter its name before the resources are read.
///
/// Physical names (`TableName: !Sub ...`) may use parameters and pseudo parameters only.
final class NameTable {

    private static final Map<String, String> PSEUDO =
            Map.of(
                    "AWS::Region", Arns.REGION,
                    "AWS::AccountId", Arns.ACCOUNT,
                    "AWS::Partition", "aws",
                    "AWS::URLSuffix", "amazonaws.com",
                    "AWS::StackName", "coinless",
                    "AWS::StackId", "coinless",
                    "AWS::NoValue", "");

    private final Map<String, String> refs = new HashMap<>(PSEUDO);
    private final Map<String, String> attributes = new HashMap<>();

    private NameTable() {}

    /// @param given values for parameters, instead of their defaults
    static Names of(
            Map<String, Section> parameters,
            Map<String, Section> resources,
            Map<String, String> given) {
        var table = new NameTable();
        parameters.forEach((name, parameter) -> table.parameter(name, parameter, given));
        var early = new Intrinsics(new Names(table.refs, Map.of()));
        resources.forEach((id, resource) -> table.resource(id, resource, early));
        return new Names(table.refs, table.attributes);
    }

    private void parameter(String name, Section parameter, Map<String, String> given) {
        var value = parameter.findText("Default");
        parameter.accept(
                "Type",
                "Description",
                "AllowedValues",
                "AllowedPattern",
                "ConstraintDescription",
                "MinLength",
                "MaxLength",
                "MinValue",
                "MaxValue",
                "NoEcho");
        parameter.end();
        if (given.containsKey(name)) {
            refs.put(name, given.get(name));
        } else if (value.isPresent()) {
            refs.put(name, value.get());
        } else {
            throw new TemplateProblem(
                    "parameter " + name + " has no default; give --parameter " + name + "=VALUE",
                    parameter.where());
        }
    }

    private void resource(String id, Section resource, Intrinsics early) {
        var type = resource.text("Type");
        switch (type) {
            case "AWS::Serverless::Function" ->
                    named(id, nameOf(id, resource, "FunctionName", early), Arns::function);
            case "AWS::DynamoDB::Table" -> {
                var name = nameOf(id, resource, "TableName", early);
                named(id, name, Arns::table);
                attributes.put(id + ".StreamArn", Arns.stream(name));
            }
            case "AWS::S3::Bucket" ->
                    named(
                            id,
                            nameOf(id, resource, "BucketName", early).toLowerCase(Locale.ROOT),
                            Arns::bucket);
            case "AWS::SQS::Queue" -> {
                var name = nameOf(id, resource, "QueueName", early);
                named(id, name, Arns::queue);
                refs.put(id, Arns.queueUrl(name));
                attributes.put(id + ".QueueUrl", Arns.queueUrl(name));
                attributes.put(id + ".QueueName", name);
            }
            case "AWS::IoT::Policy" ->
                    named(
                            id,
                            nameOf(id, resource, "PolicyName", early),
                            name -> Arns.other(type, "policy/" + name));
            case "AWS::Serverless::HttpApi" -> {
                refs.put(id, "local");
                attributes.put(id + ".ApiEndpoint", "http://127.0.0.1");
            }
            default -> named(id, id, name -> Arns.other(type, name));
        }
    }

    private void named(String id, String name, java.util.function.UnaryOperator<String> arn) {
        refs.put(id, name);
        attributes.put(id + ".Arn", arn.apply(name));
    }

    private static String nameOf(String id, Section resource, String property, Intrinsics early) {
        return resource.find("Properties")
                .filter(Value.Fields.class::isInstance)
                .map(value -> new Section(value, early))
                .flatMap(properties -> properties.findText(property))
                .orElse(id);
    }
}
