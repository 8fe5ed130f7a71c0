package dev.coinless.localstack.cloud.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `AWS::Serverless::Function`, with what `Globals.Function` adds.
final class FunctionReader {

    /// SAM's own defaults.
    private static final int DEFAULT_TIMEOUT_SECONDS = 3;

    private static final int DEFAULT_MEMORY_MEGABYTES = 128;

    private static final String[] WITHOUT_EFFECT = {
        "FunctionName",
        "CodeUri",
        "Description",
        "Policies",
        "Role",
        "Architectures",
        "SnapStart",
        "AutoPublishAlias",
        "AutoPublishAliasAllProperties",
        "Tracing",
        "LoggingConfig",
        "Tags",
        "ReservedConcurrentExecutions",
        "EphemeralStorage",
        "DeadLetterQueue",
        "EventInvokeConfig",
        "RuntimeManagementConfig",
        "RecursiveLoop",
        "PropagateTags",
        "PermissionsBoundary",
        "RolePath"
    };

    private final Names names;
    private final Optional<Section> globals;

    FunctionReader(Names names, Optional<Section> globals) {
        this.names = names;
        this.globals = globals;
        globals.ifPresent(FunctionReader::readCommon);
        globals.ifPresent(Section::end);
    }

    FunctionSpec read(String id, Section function) {
        var timeout = number("Timeout", function).orElse(DEFAULT_TIMEOUT_SECONDS);
        var memory = number("MemorySize", function).orElse(DEFAULT_MEMORY_MEGABYTES);
        var environment = new LinkedHashMap<String, String>();
        globals.ifPresent(it -> environment.putAll(variables(it)));
        environment.putAll(variables(function));
        var handler = text("Handler", function);
        readCommon(function);
        var sources = sources(function);
        function.end();
        return new FunctionSpec(
                names.ref(id).orElse(id),
                handler.orElseThrow(
                        () -> new TemplateProblem("Handler is missing", function.where())),
                Duration.ofSeconds(timeout),
                memory,
                environment,
                sources);
    }

    private static void readCommon(Section section) {
        section.acceptOnly("Runtime", "java25");
        section.accept(WITHOUT_EFFECT);
        section.accept("Timeout", "MemorySize", "Handler");
        variables(section);
    }

    private static Map<String, String> variables(Section section) {
        var environment = section.findSection("Environment");
        var variables = environment.flatMap(it -> it.findSection("Variables")).map(Section::texts);
        environment.ifPresent(Section::end);
        return variables.orElse(Map.of());
    }

    private Optional<Integer> number(String key, Section function) {
        return function.findNumber(key).or(() -> globals.flatMap(it -> it.findNumber(key)));
    }

    private Optional<String> text(String key, Section function) {
        return function.findText(key).or(() -> globals.flatMap(it -> it.findText(key)));
    }

    private List<EventSource> sources(Section function) {
        var sources = new ArrayList<EventSource>();
        function.findSection("Events")
                .map(Section::sections)
                .orElse(Map.of())
                .forEach((name, event) -> sources.add(EventReader.read(name, event)));
        return sources;
    }
}
