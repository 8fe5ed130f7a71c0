package dev.coinless.functions.book;

import dev.coinless.functions.keys.KeyRing;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.book.Header;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.sign.Environment;
import java.time.Instant;
import java.util.Optional;

/// Signs the header that covers all lanes, once in a minute.
///
/// First the lanes that it covers go to the archive, then the header is written; so whatever a
/// header says can be proven.
public final class PublishHeader {

    private final BookStore store;
    private final Archive archive;
    private final KeyRing keys;
    private final Environment environment;
    private final Attempts attempts;

    public PublishHeader(
            BookStore store,
            Archive archive,
            KeyRing keys,
            Environment environment,
            Attempts attempts) {
        this.store = store;
        this.archive = archive;
        this.keys = keys;
        this.environment = environment;
        this.attempts = attempts;
    }

    /// Publishes.
    ///
    /// @return the new header, empty if none is due
    public Optional<SignedHeader> publish(Instant now) {
        return attempts.until(() -> attempt(now));
    }

    private Optional<Optional<SignedHeader>> attempt(Instant now) {
        var log = store.headerLog();
        var lanes = new LaneHeads(store.lanes().stream().map(each -> each.tip().head()).toList());
        var header = SignHeader.step(log, lanes.lanes(), now).map(due -> sign(due, now));
        if (header.isEmpty()) {
            return Optional.of(header);
        }
        archive.keep(Archive.Kind.LANES, lanes.root(), lanes.encoded());
        return store.sign(log, header.get()) == Write.WRITTEN
                ? Optional.of(header)
                : Optional.empty();
    }

    private SignedHeader sign(Header header, Instant now) {
        var key = keys.newest(KeyUsage.SYNC, now);
        return header.sign(key.serial(), key.key(), environment);
    }
}
