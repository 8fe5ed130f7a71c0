package dev.coinless.localstack.cloud.lambda;

import dev.coinless.localstack.cloud.template.FunctionSpec;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/// All functions of the template, by name.
public final class Functions {

    /// Processes that start at the same time when warming up; more only slow each other down.
    private static final int PARALLEL_STARTS = 2;

    private final Map<String, LambdaFunction> byName = new TreeMap<>();

    /// @param concurrency processes per function at most
    /// @param machineClock the clock the function processes see
    public Functions(
            List<FunctionSpec> specs,
            ProcessPlan plan,
            int concurrency,
            InstantSource machineClock) {
        for (var spec : specs) {
            byName.put(spec.name(), new LambdaFunction(spec, plan, concurrency, machineClock));
        }
    }

    public Optional<LambdaFunction> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Collection<LambdaFunction> all() {
        return byName.values();
    }

    /// Starts one process of each chosen function and returns when they are ready.
    public void warm(Predicate<FunctionSpec> chosen) {
        try (var starts =
                Executors.newFixedThreadPool(
                        PARALLEL_STARTS, Thread.ofPlatform().daemon().factory())) {
            byName.values().stream()
                    .filter(function -> chosen.test(function.spec()))
                    .forEach(function -> starts.execute(function::warm));
        }
    }

    /// Running processes per function.
    public Map<String, Integer> processes() {
        var counts = new TreeMap<String, Integer>();
        byName.forEach((name, function) -> counts.put(name, function.processes()));
        return counts;
    }

    public void close() {
        byName.values().forEach(LambdaFunction::close);
    }
}
