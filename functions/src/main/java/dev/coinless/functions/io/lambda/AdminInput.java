package dev.coinless.functions.io.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinless.functions.http.JsonBody;
import dev.coinless.functions.http.Refused;
import dev.coinless.model.bytes.Bytes;
import java.util.Map;

/// The input of a function that an operator invokes directly.
final class AdminInput {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AdminInput() {}

    static JsonBody of(Map<String, Object> input) throws Refused {
        try {
            return JsonBody.parse(Bytes.of(JSON.writeValueAsBytes(input)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was JSON cannot be written as JSON", e);
        }
    }
}
