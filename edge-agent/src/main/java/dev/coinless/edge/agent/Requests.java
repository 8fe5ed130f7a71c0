package dev.coinless.edge.agent;

import dev.coinless.edge.authorize.OpenRequest;
import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.journal.Journal;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.log.Stage;
import dev.coinless.edge.log.StageLog;
import dev.coinless.edge.vend.Selection;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.request.AuthorizationRequest;
import dev.coinless.model.time.Uptime;
import java.util.Optional;
import java.util.function.Consumer;

/// Keeps the one REQUEST that may be open: a selection with a code of its own, signed.
final class Requests {

    private final ModuleIdentity identity;
    private final boolean selectionFirst;
    private final Beacon beacon;
    private final Journal journal;
    private final Consumer<Bytes> readers;
    private final StageLog log;
    private Optional<OpenRequest> open = Optional.empty();

    /// None is open yet.
    ///
    /// @param readers told what `Request` holds from now on
    Requests(
            ModuleIdentity identity,
            boolean selectionFirst,
            Beacon beacon,
            Journal journal,
            Consumer<Bytes> readers,
            StageLog log) {
        this.identity = identity;
        this.selectionFirst = selectionFirst;
        this.beacon = beacon;
        this.journal = journal;
        this.readers = readers;
        this.log = log;
    }

    Optional<OpenRequest> open() {
        return open;
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
        if (!selectionFirst || selection.price().isZero()) {
            log.say(Stage.AUTHORIZE, "no-request item=%d".formatted(selection.item()));
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

    /// Closes the request that is open.
    void withdraw() {
        open.ifPresent(request -> {
            log.say(Stage.AUTHORIZE, "request-closed counter=" + request.counter());
            open = Optional.empty();
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
