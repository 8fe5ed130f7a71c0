package dev.coinless.localstack.cloud.http;

import dev.coinless.localstack.cloud.Json;
import dev.coinless.localstack.cloud.Payload;
import dev.coinless.localstack.cloud.lambda.AsyncInvoker;
import dev.coinless.localstack.cloud.lambda.Functions;
import dev.coinless.localstack.cloud.lambda.InvocationResult;
import dev.coinless.localstack.cloud.lambda.LambdaFunction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Lambda's Invoke API (2015-03-31), so that `aws lambda invoke --endpoint-url` and the SDKs work.
final class InvokeApi {

    private static final Pattern PATH =
            Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");

    private final Functions functions;
    private final AsyncInvoker async;

    InvokeApi(Functions functions, AsyncInvoker async) {
        this.functions = functions;
        this.async = async;
    }

    /// Empty when the request is for something else.
    Optional<HttpAnswer> answer(HttpRequest request) {
        var path = PATH.matcher(request.path());
        if (!path.matches()) {
            return Optional.empty();
        }
        if (!request.method().equals("POST")) {
            return Optional.of(HttpAnswer.message(405, "Method Not Allowed"));
        }
        var name = simpleName(path.group(1));
        var function = functions.find(name);
        return Optional.of(function.map(it -> invoke(it, request)).orElseGet(() -> notFound(name)));
    }

    private HttpAnswer invoke(LambdaFunction function, HttpRequest request) {
        var payload = request.body().length() == 0 ? Payload.of("{}") : request.body();
        if (Json.readOrMissing(payload).isMissingNode()) {
            return error(400, "InvalidRequestContentException", "Could not parse request body");
        }
        return switch (request.header("x-amz-invocation-type")) {
            case "", "RequestResponse" -> answerOf(function.invoke(payload));
            case "Event" -> {
                async.submit(function, payload);
                yield new HttpAnswer(202, Map.of(), Payload.EMPTY);
            }
            case "DryRun" -> new HttpAnswer(204, Map.of(), Payload.EMPTY);
            case String other ->
                    error(400, "InvalidParameterValueException", "InvocationType " + other);
        };
    }

    private static HttpAnswer answerOf(InvocationResult result) {
        var headers = new HashMap<String, List<String>>();
        headers.put("Content-Type", List.of("application/json"));
        headers.put("X-Amz-Executed-Version", List.of("$LATEST"));
        return switch (result) {
            case InvocationResult.Answered(var payload) -> new HttpAnswer(200, headers, payload);
            case InvocationResult.Failed(var payload) -> {
                headers.put("X-Amz-Function-Error", List.of("Unhandled"));
                yield new HttpAnswer(200, headers, payload);
            }
            case InvocationResult.Throttled _ ->
                    error(429, "TooManyRequestsException", "Rate Exceeded.");
        };
    }

    /// A function may be named by name, ARN or partial ARN, with a qualifier.
    private static String simpleName(String given) {
        var decoded = java.net.URLDecoder.decode(given, java.nio.charset.StandardCharsets.UTF_8);
        int start = decoded.indexOf("function:");
        var name = start < 0 ? decoded : decoded.substring(start + "function:".length());
        int qualifier = name.indexOf(':');
        return qualifier < 0 ? name : name.substring(0, qualifier);
    }

    private static HttpAnswer notFound(String name) {
        return error(404, "ResourceNotFoundException", "Function not found: " + name);
    }

    private static HttpAnswer error(int status, String type, String message) {
        var body = Json.object().put("Type", "User").put("Message", message);
        return new HttpAnswer(
                status,
                Map.of(
                        "Content-Type", List.of("application/json"),
                        "X-Amzn-ErrorType", List.of(type)),
                Json.payload(body));
    }
}
