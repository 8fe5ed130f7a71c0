package dev.coinless.edge.agent;

import dev.coinless.edge.authorize.OpenRequest;
import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.health.Disturbance;
import dev.coinless.edge.health.Disturbances;
import dev.coinless.edge.health.Pace;
import dev.coinless.edge.journal.Journal;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.log.Stage;
import dev.coinless.edge.log.StageLog;
import dev.coinless.edge.vend.Selection;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.request.AuthorizationRequest;
import dev.coinless.model.time.Uptime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Keeps the one REQUEST that may be open: a selection with a code of its own, signed.
final class Requests {

    /// Selections that are asked for at once; a customer who cannot decide makes fewer.
    private static final int BURST = 10;

    /// Time that earns one more: each costs a signature, and in the long run a durable write.
    private static final Duration PER_REQUEST = Duration.ofSeconds(2);

    /// Closed requests that are remembered; the floor passes most of them before.
    private static final int CLOSED_KEPT = 16;

    private final ModuleIdentity identity;
    private final boolean selectionFirst;
    private final Beacon beacon;
    private final Housekeeping housekeeping;
    private final Journal journal;
    private final Consumer<Bytes> readers;
    private final StageLog log;
    private final Disturbances disturbances;
    private Pace pace = Pace.of(BURST, PER_REQUEST, Uptime.ZERO);
    private final Deque<OpenRequest> closed = new ArrayDeque<>();
    private Optional<OpenRequest> open = Optional.empty();

    /// None is open yet.
    ///
    /// @param readers told what `Request` holds from now on
    Requests(
            ModuleIdentity identity,
            boolean selectionFirst,
            Beacon beacon,
            Housekeeping housekeeping,
            Journal journal,
            Consumer<Bytes> readers,
            StageLog log,
            Disturbances disturbances) {
        this.identity = identity;
        this.selectionFirst = selectionFirst;
        this.beacon = beacon;
        this.housekeeping = housekeeping;
        this.journal = journal;
        this.readers = readers;
        this.log = log;
        this.disturbances = disturbances;
    }

    Optional<OpenRequest> open() {
        return open;
    }

    /// Those closed ones of which no word of ours says yet that they are over.
    List<OpenRequest> closed() {
        var floor = floor();
        return closed.stream().filter(request -> request.counter().compareTo(floor) >= 0).toList();
    }

    boolean isSelectionFirst() {
        return selectionFirst;
    }

    /// What `Request` holds.
    Bytes value() {
        return open.map(OpenRequest::encoded).orElse(Bytes.EMPTY);
    }

    /// The lowest counter that can still be consumed.
    Counter floor() {
        return floorWith(open.map(OpenRequest::counter).orElse(beacon.floor()));
    }

    /// Opens a REQUEST.
    ///
    /// @return false if it cannot be, and the selection must be denied
    boolean ask(Selection selection, Uptime now) {
        if (!selectionFirst || selection.price().isZero() || housekeeping.isFull()) {
            log.say(Stage.AUTHORIZE, "no-request item=%d".formatted(selection.item()));
            return false;
        }
        if (!isPaced(now)) {
            disturbances.count(Disturbance.SELECTION_TOO_FAST);
            log.say(Stage.AUTHORIZE, "no-request the machine asks faster than people select");
            return false;
        }
        try {
            var counter = beacon.take(now);
            if (counter.isEmpty()) {
                log.say(Stage.AUTHORIZE, "no-request there is no code for it");
                return false;
            }
            open = Optional.of(sign(counter.get(), selection, now));
        } catch (JournalUnavailable e) {
            log.say(Stage.AUTHORIZE, "no-request " + e.getMessage());
            return false;
        }
        log.say(
                Stage.AUTHORIZE,
                "request item=%d price=%s counter=%s"
                        .formatted(
                                selection.item(), selection.price(), open.orElseThrow().counter()));
        readers.accept(value());
        return true;
    }

    private boolean isPaced(Uptime now) {
        var after = pace.take(now);
        pace = after.orElse(pace);
        return after.isPresent();
    }

    /// Closes the request that is open.
    void withdraw() {
        open.ifPresent(request -> {
            log.say(Stage.AUTHORIZE, "request-closed counter=" + request.counter());
            open = Optional.empty();
            if (closed.size() == CLOSED_KEPT) {
                closed.removeFirst();
            }
            closed.addLast(request);
            readers.accept(value());
        });
    }

    private OpenRequest sign(Counter counter, Selection selection, Uptime now)
            throws JournalUnavailable {
        var position = journal.position(floorWith(counter));
        var envelope =
                new AuthorizationRequest(
                                identity.module(),
                                identity.generation(),
                                identity.secret().code(counter),
                                selection.item(),
                                selection.price(),
                                position.floor(),
                                position.sequence())
                        .sign(identity.signing(), identity.environment());
        return new OpenRequest(
                envelope.encoded(),
                AuthorizationRequest.hashOf(envelope),
                counter,
                selection.item(),
                selection.price(),
                now);
    }

    private Counter floorWith(Counter request) {
        var ring = beacon.floor();
        return request.compareTo(ring) < 0 ? request : ring;
    }
}
