package dev.coinless.localstack.cloud.http;

import dev.coinless.localstack.cloud.lambda.LambdaFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A route of the HTTP API: a method, a path of fixed and named segments, and its function.
///
/// @param key as API Gateway writes it: `POST /v1/grants`, or `$default`
record Route(String method, List<Segment> segments, String key, LambdaFunction function) {

    private static final String ANY = "ANY";

    /// One part of the path between slashes.
    sealed interface Segment {
        record Fixed(String text) implements Segment {}

        /// `{name}`: exactly one part.
        record Named(String name) implements Segment {}

        /// `{name+}`: all that is left, at least one part.
        record Rest(String name) implements Segment {}
    }

    Route {
        segments = List.copyOf(segments);
    }

    static Route of(String method, String path, LambdaFunction function) {
        if (path.equals("$default")) {
            return new Route(ANY, List.of(new Segment.Rest("")), path, function);
        }
        var segments = new ArrayList<Segment>();
        for (var part : parts(path)) {
            segments.add(segment(part));
        }
        return new Route(method, segments, method + " " + path, function);
    }

    /// The path's parameters when it fits.
    Optional<Map<String, String>> match(String requestMethod, String path) {
        if (!method.equals(ANY) && !method.equals(requestMethod)) {
            return Optional.empty();
        }
        return match(parts(path));
    }

    private Optional<Map<String, String>> match(List<String> parts) {
        var parameters = new HashMap<String, String>();
        for (int i = 0; i < segments.size(); i++) {
            if (i >= parts.size()) {
                return Optional.empty();
            }
            switch (segments.get(i)) {
                case Segment.Fixed(var text) -> {
                    if (!text.equals(parts.get(i))) {
                        return Optional.empty();
                    }
                }
                case Segment.Named(var name) -> parameters.put(name, parts.get(i));
                case Segment.Rest(var name) -> {
                    if (!name.isEmpty()) {
                        parameters.put(name, String.join("/", parts.subList(i, parts.size())));
                    }
                    return Optional.of(parameters);
                }
            }
        }
        return parts.size() == segments.size() ? Optional.of(parameters) : Optional.empty();
    }

    /// Routes are tried from low to high: fixed before named before the rest, a method before ANY
    /// (API Gateway's "most specific route").
    String rank() {
        var rank = new StringBuilder();
        for (var segment : segments) {
            rank.append(
                    switch (segment) {
                        case Segment.Fixed _ -> '0';
                        case Segment.Named _ -> '1';
                        case Segment.Rest(var name) -> name.isEmpty() ? '9' : '8';
                    });
        }
        return rank.append(method.equals(ANY) ? "b" : "a").toString();
    }

    private static Segment segment(String part) {
        if (part.startsWith("{") && part.endsWith("+}")) {
            return new Segment.Rest(part.substring(1, part.length() - 2));
        }
        if (part.startsWith("{") && part.endsWith("}")) {
            return new Segment.Named(part.substring(1, part.length() - 1));
        }
        return new Segment.Fixed(part);
    }

    private static List<String> parts(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
