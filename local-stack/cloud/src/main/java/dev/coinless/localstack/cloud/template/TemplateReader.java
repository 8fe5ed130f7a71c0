package dev.coinless.localstack.cloud.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads template.yaml (SAM). What it does not understand is a [TemplateProblem] with name and
/// place: a template that only works in AWS must not seem to work here.
public final class TemplateReader {

    /// Resources that need no local counterpart; see docs/fidelity.md.
    private static final Set<String> NOT_EMULATED =
            Set.of(
                    "AWS::IAM::Role",
                    "AWS::IAM::Policy",
                    "AWS::IAM::ManagedPolicy",
                    "AWS::KMS::Key",
                    "AWS::KMS::Alias",
                    "AWS::SNS::Topic",
                    "AWS::SNS::TopicPolicy",
                    "AWS::SNS::Subscription",
                    "AWS::SQS::QueuePolicy",
                    "AWS::S3::BucketPolicy",
                    "AWS::CloudWatch::Alarm",
                    "AWS::CloudWatch::CompositeAlarm",
                    "AWS::CloudWatch::Dashboard",
                    "AWS::Logs::LogGroup",
                    "AWS::Logs::MetricFilter",
                    "AWS::Lambda::Permission");

    private final Map<String, String> given;

    /// @param given values for the template's parameters
    public TemplateReader(Map<String, String> given) {
        this.given = Map.copyOf(given);
    }

    public Template read(String yaml) {
        var value = new YamlReader().read(yaml);
        var bare = new Section(value, new Intrinsics(new Names(Map.of(), Map.of())));
        var parameters = bare.findSection("Parameters").map(Section::sections).orElse(Map.of());
        var names = NameTable.of(parameters, bare.section("Resources").sections(), given);
        refuseUnknown(parameters);
        return new Reading(names).read(value);
    }

    private void refuseUnknown(Map<String, Section> parameters) {
        for (var name : given.keySet()) {
            if (!parameters.containsKey(name)) {
                throw new TemplateProblem(
                        "--parameter " + name + " is not a parameter", new Where(1, "Parameters"));
            }
        }
    }

    /// One pass over the resources, with all names known.
    private static final class Reading {

        private final Names names;
        private final List<FunctionSpec> functions = new ArrayList<>();
        private final List<TableSpec> tables = new ArrayList<>();
        private final List<String> buckets = new ArrayList<>();
        private final List<QueueSpec> queues = new ArrayList<>();
        private final List<RuleSpec> rules = new ArrayList<>();
        private final List<PolicySpec> policies = new ArrayList<>();
        private final List<String> notEmulated = new ArrayList<>();

        Reading(Names names) {
            this.names = names;
        }

        Template read(Value value) {
            var root = new Section(value, new Intrinsics(names));
            root.accept("AWSTemplateFormatVersion", "Transform", "Description", "Metadata");
            root.accept("Parameters");
            var globals = root.findSection("Globals");
            var reader =
                    new FunctionReader(names, globals.flatMap(it -> it.findSection("Function")));
            globals.ifPresent(it -> it.accept("HttpApi").end());
            root.section("Resources").sections().forEach((id, it) -> resource(id, it, reader));
            var outputs = outputs(root);
            root.end();
            return new Template(
                    functions,
                    tables,
                    buckets,
                    queues,
                    rules,
                    policies,
                    notEmulated,
                    outputs,
                    Arns.REGION);
        }

        private void resource(String id, Section resource, FunctionReader functionReader) {
            var type = resource.text("Type");
            resource.accept("DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "Metadata");
            switch (type) {
                case "AWS::Serverless::Function" ->
                        functions.add(functionReader.read(id, resource.section("Properties")));
                case "AWS::DynamoDB::Table" ->
                        tables.add(TableReader.read(nameOf(id), resource.section("Properties")));
                case "AWS::S3::Bucket" -> buckets.add(bucket(id, resource));
                case "AWS::SQS::Queue" -> queues.add(queue(id, resource));
                case "AWS::IoT::TopicRule" ->
                        rules.add(RuleReader.read(id, resource.section("Properties")));
                case "AWS::IoT::Policy" ->
                        policies.add(PolicyReader.read(nameOf(id), resource.section("Properties")));
                case "AWS::Serverless::HttpApi" ->
                        resource.findSection("Properties").ifPresent(Reading::httpApi);
                default -> otherwise(id, type, resource);
            }
            resource.end();
        }

        private String bucket(String id, Section resource) {
            resource.findSection("Properties").ifPresent(Reading::bucket);
            return nameOf(id);
        }

        /// What protects a bucket's objects is only real in AWS.
        private static void bucket(Section properties) {
            properties.accept(
                    "BucketName",
                    "BucketEncryption",
                    "LifecycleConfiguration",
                    "ObjectLockConfiguration",
                    "ObjectLockEnabled",
                    "OwnershipControls",
                    "PublicAccessBlockConfiguration",
                    "Tags",
                    "VersioningConfiguration");
            properties.end();
        }

        private QueueSpec queue(String id, Section resource) {
            var name = names.attribute(id + ".QueueName").orElse(id);
            return QueueReader.read(id, name, resource.findSection("Properties"));
        }

        private String nameOf(String id) {
            return names.ref(id).orElse(id);
        }

        private static void httpApi(Section properties) {
            properties.acceptOnly("StageName", "$default");
            properties.accept(
                    "Name",
                    "Description",
                    "CorsConfiguration",
                    "AccessLogSettings",
                    "DefaultRouteSettings",
                    "RouteSettings",
                    "DisableExecuteApiEndpoint",
                    "Domain",
                    "FailOnWarnings",
                    "Tags");
            properties.end();
        }

        private void otherwise(String id, String type, Section resource) {
            if (!NOT_EMULATED.contains(type)) {
                throw new TemplateProblem("unknown resource type " + type, resource.where());
            }
            resource.accept("Properties");
            notEmulated.add(id + " (" + type + ")");
        }

        private static Map<String, String> outputs(Section root) {
            var outputs = new LinkedHashMap<String, String>();
            var sections = root.findSection("Outputs").map(Section::sections);
            sections.orElse(new HashMap<>())
                    .forEach((name, output) -> {
                        outputs.put(name, output.text("Value"));
                        output.accept("Description", "Export").end();
                    });
            return outputs;
        }
    }
}
