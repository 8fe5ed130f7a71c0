package dev.coinless.edge.agent;

import dev.coinless.edge.journal.Journal;
import dev.coinless.edge.journal.JournalRecord;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.log.Stage;
import dev.coinless.edge.log.StageLog;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.time.Uptime;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// Counts refusals and brings the counts to the journal, at most four times a second, so that
/// nobody can wear the card out by being refused.
final class Refusals {

    private static final Duration BETWEEN_WRITES = Duration.ofMillis(250);

    private final Journal journal;
    private final StageLog log;
    private final Map<Refusal, Long> unwritten = new EnumMap<>(Refusal.class);
    private Uptime nextWrite = Uptime.ZERO;

    Refusals(Journal journal, StageLog log) {
        this.journal = journal;
        this.log = log;
    }

    void count(Refusal reason) {
        unwritten.merge(reason, 1L, Long::sum);
    }

    void tick(Uptime now) {
        if (unwritten.isEmpty() || now.isBefore(nextWrite)) {
            return;
        }
        nextWrite = now.plus(BETWEEN_WRITES);
        try {
            for (var entry : unwritten.entrySet()) {
                journal.append(new JournalRecord.Refused(entry.getKey(), entry.getValue()));
            }
            unwritten.clear();
        } catch (JournalUnavailable e) {
            log.say(Stage.PRESENT, "uncounted the journal cannot be used: " + e.getMessage());
        }
    }
}
