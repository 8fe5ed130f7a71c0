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

/// Counts refusals and brings the counts to the journal, at most four times a second and in the
/// long run once a minute, so that nobody can wear the card out or fill it by being refused.
final class Refusals {

    private static final Duration BETWEEN_WRITES = Duration.ofMillis(250);

    /// Writes that may be made before the pause between them becomes a minute.
    private static final int BURST = 40;

    private static final Duration PER_WRITE = Duration.ofMinutes(1);

    private final Journal journal;
    private final StageLog log;
    private final Map<Refusal, Long> unwritten = new EnumMap<>(Refusal.class);
    private Uptime nextWrite = Uptime.ZERO;
    private int allowed = BURST;
    private Uptime nextAllowed = Uptime.ZERO;

    Refusals(Journal journal, StageLog log) {
        this.journal = journal;
        this.log = log;
    }

    void count(Refusal reason) {
        unwritten.merge(reason, 1L, Long::sum);
    }

    void tick(Uptime now) {
        while (allowed < BURST && !now.isBefore(nextAllowed)) {
            allowed++;
            nextAllowed = nextAllowed.plus(PER_WRITE);
        }
        if (unwritten.isEmpty() || allowed == 0 || now.isBefore(nextWrite)) {
            return;
        }
        nextAllowed = allowed == BURST ? now.plus(PER_WRITE) : nextAllowed;
        allowed--;
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
