package dev.coinless.localstack.cloud.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.localstack.cloud.Json;
import dev.coinless.localstack.cloud.Payload;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// One column of a rule's SELECT, as far as AWS IoT SQL (2016-03-23) is understood here.
sealed interface Selection {

    Pattern TOPIC_PART = Pattern.compile("topic\\((\\d+)\\)");
    Pattern PATH = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");
    Pattern BASE64 =
            Pattern.compile("encode\\(\\s*\\*\\s*,\\s*'base64'\\s*\\)", Pattern.CASE_INSENSITIVE);

    /// Adds the column to the outgoing message.
    void addTo(ObjectNode out, Message message);

    /// A message that came in.
    ///
    /// @param topic without the basic-ingest prefix
    record Message(String topic, Payload payload, Instant at) {}

    /// `*`: all fields of a JSON payload.
    record All() implements Selection {
        @Override
        public void addTo(ObjectNode out, Message message) {
            Json.readOrMissing(message.payload())
                    .properties()
                    .forEach(field -> out.set(field.getKey(), field.getValue()));
        }
    }

    /// An expression with its name.
    record Named(String name, Expression expression) implements Selection {
        @Override
        public void addTo(ObjectNode out, Message message) {
            expression.of(message).ifPresent(value -> out.set(name, value));
        }
    }

    /// What a column is computed from.
    @FunctionalInterface
    interface Expression {
        /// Undefined values are left out of the message.
        Optional<JsonNode> of(Message message);
    }

    /// Reads an expression; empty when it is not understood.
    static Optional<Expression> expression(String text) {
        var json = JsonNodeFactory.instance;
        var part = TOPIC_PART.matcher(text.toLowerCase(Locale.ROOT));
        if (part.matches()) {
            int level = Integer.parseInt(part.group(1));
            return Optional.of(message -> level(message.topic(), level).map(json::textNode));
        }
        if (text.equalsIgnoreCase("topic()")) {
            return Optional.of(message -> Optional.of(json.textNode(message.topic())));
        }
        if (text.equalsIgnoreCase("timestamp()")) {
            return Optional.of(
                    message -> Optional.of(json.numberNode(message.at().toEpochMilli())));
        }
        if (BASE64.matcher(text).matches()) {
            return Optional.of(message ->
                    Optional.of(
                            json.textNode(
                                    Base64.getEncoder()
                                            .encodeToString(message.payload().bytes()))));
        }
        if (PATH.matcher(text).matches()) {
            return Optional.of(message -> field(message, text));
        }
        return Optional.empty();
    }

    private static Optional<String> level(String topic, int level) {
        var levels = topic.split("/", -1);
        return level >= 1 && level <= levels.length
                ? Optional.of(levels[level - 1])
                : Optional.empty();
    }

    private static Optional<JsonNode> field(Message message, String path) {
        var node = Json.readOrMissing(message.payload());
        for (var name : path.split("\\.", -1)) {
            node = node.path(name);
        }
        return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    }
}
