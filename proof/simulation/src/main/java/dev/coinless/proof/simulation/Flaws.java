package dev.coinless.proof.simulation;

import dev.coinless.edge.journal.RecordKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Deliberate faults of the design, put in to see that the simulation finds them.
final class Flaws {

    private Flaws() {}

    /// By name; a new one for each schedule.
    static Map<String, Supplier<Faults>> all() {
        var all = new LinkedHashMap<String, Supplier<Faults>>();
        all.put("journal after the signal", JournalFlaws::journalAfterSignal);
        all.put("INTENT is not synced", () -> JournalFlaws.notSynced(RecordKind.INTENT));
        all.put(
                "a receipt leaves before it is synced",
                () -> JournalFlaws.notSynced(RecordKind.RECEIPT));
        all.put("counters are not reserved", JournalFlaws::countersNotReserved);
        all.put("a vend is tried again after a boot", JournalFlaws::vendTriedAgain);
        all.put("a receipt is sent once", JournalFlaws::receiptsSentOnce);
        all.put("the floor ignores what is under way", JournalFlaws::floorIgnoresPending);
        all.put("the floor falls", JournalFlaws::floorFalls);
        all.put("writes without conditions", TableFlaws::unconditional);
        all.put("what is in doubt is captured", TableFlaws::capturesInReview);
        all.put("a claim counts before its receipts", TableFlaws::claimsBelieved);
        all.put("what is only claimed is acknowledged", TableFlaws::claimsAcknowledged);
        all.put("the sweep believes the index", TableFlaws::indexBelieved);
        all.put("a grant is answered before it is held", TableFlaws::answersBeforeHolding);
        all.put("release by clock", TableFlaws::releaseByClock);
        all.put("the Book appends without looking", BookFlaws::appendsWithoutLooking);
        all.put("the stream's position is forgotten", BookFlaws::positionForgotten);
        all.put(
                "coins leave before they are synced",
                () -> JournalFlaws.notSynced(RecordKind.CASH));
        all.put(
                "coins are acknowledged before they are stored",
                BookFlaws::coinsAcknowledgedUnstored);
        all.put("a refund without its condition", BookFlaws::refundsWithoutCondition);
        all.put("a train is sent again after a boot", JournalFlaws::trainResent);
        return all;
    }
}
