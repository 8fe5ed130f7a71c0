package dev.coinless.model.radio;

import dev.coinless.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;

/// Puts frames together again: `(state, frame) -> step`. One per connection and direction.
public sealed interface Reassembly {

    /// Between messages.
    record Idle() implements Reassembly {}

    /// Within a message.
    record Receiving(MessageKind kind, int length, List<Bytes> chunks, int received)
            implements Reassembly {
        public Receiving {
            chunks = List.copyOf(chunks);
        }
    }

    /// What a frame brought.
    sealed interface Outcome {
        /// More frames are needed.
        record Incomplete() implements Outcome {}

        /// A whole message.
        record Complete(Message message) implements Outcome {}

        /// The frame is not one that may come here; the message it belonged to is dropped.
        record Broken(String reason) implements Outcome {}
    }

    /// The state to go on with, and what the frame brought.
    record Step(Reassembly next, Outcome outcome) {}

    /// Takes one frame in. A first frame always starts anew, so a broken sender recovers.
    static Step step(Reassembly state, Bytes frame) {
        if (frame.length() == 0) {
            return broken("an empty frame");
        }
        int header = frame.unsignedAt(0);
        var chunk = frame.slice(1, frame.length());
        if ((header & Message.FIRST) != 0) {
            return first(header, chunk);
        }
        return switch (state) {
            case Idle() -> broken("a frame that continues nothing");
            case Receiving receiving -> further(receiving, header, chunk);
        };
    }

    private static Step first(int header, Bytes chunk) {
        if (chunk.length() < Message.PREFIX) {
            return broken("a first frame without kind and length");
        }
        var kind = MessageKind.of(chunk.unsignedAt(0));
        if (kind.isEmpty()) {
            return broken("a message of unknown kind");
        }
        int length = (int) chunk.unsignedAt(1, 2);
        if (length > Message.MAX_BODY) {
            return broken("a message longer than " + Message.MAX_BODY);
        }
        var start = new Receiving(kind.get(), length, List.of(), 0);
        if ((header & Message.INDEX) != 0) {
            return broken("a first frame with an index");
        }
        return append(start, header, chunk.slice(Message.PREFIX, chunk.length()));
    }

    private static Step further(Receiving state, int header, Bytes chunk) {
        if ((header & Message.INDEX) != (state.chunks.size() & Message.INDEX)) {
            return broken("a frame out of order");
        }
        if (chunk.length() == 0) {
            return broken("a frame without content");
        }
        return append(state, header, chunk);
    }

    private static Step append(Receiving state, int header, Bytes chunk) {
        int received = state.received + chunk.length();
        boolean last = (header & Message.LAST) != 0;
        if (received > state.length || last != (received == state.length)) {
            return broken("a message whose length is not the one it announced");
        }
        var chunks = new ArrayList<>(state.chunks);
        chunks.add(chunk);
        if (last) {
            var body = Bytes.concat(chunks.toArray(Bytes[]::new));
            return new Step(new Idle(), new Outcome.Complete(new Message(state.kind, body)));
        }
        return new Step(
                new Receiving(state.kind, state.length, chunks, received),
                new Outcome.Incomplete());
    }

    private static Step broken(String reason) {
        return new Step(new Idle(), new Outcome.Broken(reason));
    }
}
