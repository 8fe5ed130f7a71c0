package dev.coinless.wallet.io.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.wallet.cloud.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;

/// Writes every exchange to a file, one JSON line per direction, for tests that look at the wire. A
/// lab's tool: the lines hold what went over it, tokens and codes included.
public final class CapturedNetwork implements Network {
    private final Network network;
    private final Path file;
    private final InstantSource clock;

    public CapturedNetwork(Network network, Path file, InstantSource clock) {
        this.network = network;
        this.file = file;
        this.clock = clock;
    }

    @Override
    public Answer exchange(Call call) throws NetworkFailure {
        write(line("out", call).put("body", text(call.body())));
        try {
            var answer = network.exchange(call);
            write(line("in", call).put("status", answer.status()).put("body", text(answer.body())));
            return answer;
        } catch (NetworkFailure e) {
            write(line("in", call).put("failure", e.getMessage()));
            throw e;
        }
    }

    @Override
    public String authority() {
        return network.authority();
    }

    private ObjectNode line(String direction, Call call) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("at", clock.instant().toString())
                .put("direction", direction)
                .put("method", call.method())
                .put("path", call.path());
    }

    private static String text(Bytes body) {
        return new String(body.toArray(), StandardCharsets.UTF_8);
    }

    private synchronized void write(ObjectNode line) {
        try {
            Files.writeString(
                    file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("the wire's file %s is not writable".formatted(file), e);
        }
    }
}
