package dev.coinless.edge.agent;

import dev.coinless.edge.cash.CashBook;
import dev.coinless.edge.gate.Trust;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.log.Stage;
import dev.coinless.edge.log.StageLog;
import dev.coinless.edge.receipt.ReceiptBook;
import dev.coinless.model.time.Uptime;
import java.time.Duration;

/// Keeps the journal within its bounds.
final class Housekeeping {

    private static final Duration BETWEEN = Duration.ofHours(1);

    private final ReceiptBook receipts;
    private final CashBook cash;
    private final Trust trust;
    private final StageLog log;
    private Uptime next;
    private boolean saidFull;

    Housekeeping(ReceiptBook receipts, CashBook cash, Trust trust, StageLog log, Uptime now) {
        this.receipts = receipts;
        this.cash = cash;
        this.trust = trust;
        this.log = log;
        this.next = now;
    }

    /// Forgets what is of no use any more.
    ///
    /// @param powered the module's running time over all its life
    void tick(Duration powered, Uptime now) {
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(BETWEEN);
        saidFull = false;
        try {
            receipts.forgetOld(powered);
            cash.forgetOld();
            trust.tidy();
        } catch (JournalUnavailable e) {
            log.say(Stage.RECEIPT, "not-cleaned " + e.getMessage());
        }
    }

    /// Whether so many receipts wait that no sale may be added.
    boolean isFull() {
        try {
            boolean full = receipts.isFull();
            if (full && !saidFull) {
                saidFull = true;
                log.say(
                        Stage.RECEIPT,
                        "full too many receipts wait: let a phone or the network carry them");
            }
            return full;
        } catch (JournalUnavailable e) {
            // A sale would fail at its own record, and say so.
            return false;
        }
    }
}
