package dev.coinless.provisioning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;

/// Calls functions through the Lambda Invoke API: AWS's own with the operator's credentials, or a
/// local one by its endpoint.
final class LambdaFunctions implements Functions, AutoCloseable {

    private static final String FUNCTIONS = "/2015-03-31/functions/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SignedHttp http;
    private final Optional<String> stack;

    private LambdaFunctions(SignedHttp http, Optional<String> stack) {
        this.http = http;
        this.stack = stack;
    }

    /// Connects.
    ///
    /// @param endpoint of a local deployment; without it, AWS
    /// @param stack whose functions are meant; in AWS their names begin with it
    static LambdaFunctions connect(Optional<String> endpoint, Optional<String> stack)
            throws Problem {
        return new LambdaFunctions(SignedHttp.connect(endpoint), stack);
    }

    @Override
    public JsonNode invoke(String function, JsonNode input) throws Problem {
        var name = stack.isEmpty() ? function : physicalName(stack.get(), function);
        var answer = http.post(FUNCTIONS + name + "/invocations", input.toString());
        var body = read(function, answer.body());
        if (answer.functionError()) {
            throw new Problem(body.path("errorMessage").asText(function + " failed"));
        }
        if (answer.status() / 100 != 2) {
            throw new Problem(
                    "%s cannot be called: HTTP %d %s"
                            .formatted(function, answer.status(), answer.body()));
        }
        return body;
    }

    /// CloudFormation names a function `stack-LogicalId-random`.
    private String physicalName(String stack, String function) throws Problem {
        var prefix = "%s-%s-".formatted(stack, function);
        var query = Map.<String, String>of();
        while (true) {
            var page = read("ListFunctions", http.get(FUNCTIONS, query).body());
            for (var each : page.path("Functions")) {
                if (each.path("FunctionName").asText().startsWith(prefix)) {
                    return each.path("FunctionName").asText();
                }
            }
            var marker = page.path("NextMarker").asText("");
            if (marker.isEmpty() || marker.equals("null")) {
                throw new Problem("stack %s has no function %s".formatted(stack, function));
            }
            query = Map.of("Marker", marker);
        }
    }

    private static JsonNode read(String what, String body) throws Problem {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new Problem("%s did not answer with JSON".formatted(what), e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
