package dev.coinless.edge.sync;

import dev.coinless.edge.gate.Trust;
import dev.coinless.edge.journal.Journal;
import dev.coinless.edge.journal.JournalRecord;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.log.Stage;
import dev.coinless.edge.log.StageLog;
import dev.coinless.model.book.BookFork;
import dev.coinless.model.book.ConsistencyProof;
import dev.coinless.model.book.HighestHeader;
import dev.coinless.model.book.HighestHeader.Decision;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.wire.Malformed;
import java.util.Optional;

/// Witnesses the Book: keeps the highest header that the module has seen, so that whoever shows it
/// another history is found out, whichever way it came.
public final class BookWatch {

    /// What the log says when there are two histories.
    static final String ALARM =
            "ALARM the Book has forked: kept header %d %s, refused header %d %s";

    /// Bytes of a hash that the log shows.
    private static final int SHOWN = 8;

    private final Journal journal;
    private final StageLog log;
    private Optional<SignedHeader> highest;
    private Optional<BookFork> fork = Optional.empty();

    public BookWatch(Journal journal, StageLog log) throws JournalUnavailable {
        this.journal = journal;
        this.log = log;
        this.highest = journal.header().map(BookWatch::restore);
    }

    /// The number of the highest header, 0 if none was seen.
    long number() {
        return highest.map(SignedHeader::number).orElse(0L);
    }

    /// The newest fork since the start; each bundle tells of it, so that somebody hears.
    Optional<BookFork> fork() {
        return fork;
    }

    /// Takes a header in with its proof, if it is newer.
    ///
    /// @return why not; empty if it is taken, or known already
    Optional<Refusal> take(Bytes encoded, Trust trust) throws Malformed, JournalUnavailable {
        var proof = ConsistencyProof.decode(encoded);
        var refusal = trust.syncRefusal(proof.header().envelope());
        if (refusal.isPresent()) {
            return refusal;
        }
        return switch (HighestHeader.on(highest, proof)) {
            case Decision.Keep(var header) -> {
                journal.append(new JournalRecord.Witnessed(header.encoded()));
                highest = Optional.of(header);
                yield Optional.empty();
            }
            case Decision.Ignore() -> Optional.empty();
            // The next bundle says which header is kept, and the platform proves from there.
            case Decision.AskForProof _ -> Optional.of(Refusal.NO_PROOF);
            case Decision.Fork(var kept, var other) -> {
                fork = Optional.of(new BookFork(kept, other));
                log.say(
                        Stage.RECEIPT,
                        ALARM.formatted(kept.number(), hash(kept), other.number(), hash(other)));
                yield Optional.of(Refusal.MISMATCH);
            }
        };
    }

    private static String hash(SignedHeader header) {
        return header.hash().first(SHOWN).hex();
    }

    private static SignedHeader restore(Bytes encoded) {
        try {
            return SignedHeader.parse(encoded);
        } catch (Malformed e) {
            throw new IllegalStateException(
                    "the header in the module's state is damaged (%s); enrol the module again"
                            .formatted(e.getMessage()),
                    e);
        }
    }
}
