package dev.coinless.localstack.cloud.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A function of the template.
///
/// @param name the physical name: `FunctionName`, or the logical id
/// @param handler class, or `class::method`
public record FunctionSpec(
        String name,
        String handler,
        Duration timeout,
        int memoryMegabytes,
        Map<String, String> environment,
        List<EventSource> sources) {

    public FunctionSpec {
        environment = Map.copyOf(environment);
        sources = List.copyOf(sources);
    }

    public boolean hasRoute() {
        return sources.stream().anyMatch(EventSource.Http.class::isInstance);
    }
}
