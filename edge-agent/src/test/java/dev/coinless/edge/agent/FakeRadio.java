package dev.coinless.edge.agent;

import dev.coinless.edge.present.ConnectionId;
import dev.coinless.edge.present.RadioPort;
import dev.coinless.model.advertise.Advertisement;
import dev.coinless.model.advertise.LegacyAdvertising;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.Reassembly;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A radio that keeps what it was told.
final class FakeRadio implements RadioPort {

    final List<Advertisement> broadcasts = new ArrayList<>();
    final List<ConnectionId> dropped = new ArrayList<>();

    /// What was notified by `Request`.
    final List<Bytes> requests = new ArrayList<>();

    private final Map<ConnectionId, List<Message>> heard = new HashMap<>();
    private final Map<ConnectionId, Reassembly> reassemblies = new HashMap<>();
    private final Map<Long, Bytes> answers = new HashMap<>();

    @Override
    public void advertise(Bytes advertisingData, Bytes scanResponse) {
        try {
            broadcasts.add(
                    LegacyAdvertising.decode(LegacyAdvertising.DEVELOPMENT_COMPANY, scanResponse)
                            .orElseThrow());
        } catch (Malformed e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void silence() {}

    @Override
    public void answer(long read, Bytes value) {
        if (answers.put(read, value) != null) {
            throw new IllegalStateException("answered twice");
        }
    }

    @Override
    public void notifyOut(ConnectionId connection, Bytes frame) {
        var step =
                Reassembly.step(
                        reassemblies.getOrDefault(connection, new Reassembly.Idle()), frame);
        reassemblies.put(connection, step.next());
        switch (step.outcome()) {
            case Reassembly.Outcome.Complete(var message) ->
                    heard.computeIfAbsent(connection, _ -> new ArrayList<>()).add(message);
            case Reassembly.Outcome.Incomplete() -> {}
            case Reassembly.Outcome.Broken(var reason) -> throw new AssertionError(reason);
        }
    }

    @Override
    public void notifyRequest(ConnectionId connection, Bytes start) {
        requests.add(start);
    }

    @Override
    public void disconnect(ConnectionId connection) {
        dropped.add(connection);
    }

    Advertisement newest() {
        return broadcasts.getLast();
    }

    Bytes answer(long read) {
        return java.util.Objects.requireNonNull(answers.get(read), "no answer to the read");
    }

    /// What a phone has heard since it last asked.
    List<Message> take(ConnectionId connection) {
        var messages = heard.remove(connection);
        return messages == null ? List.of() : messages;
    }
}
