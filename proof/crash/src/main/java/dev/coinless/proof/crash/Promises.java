package dev.coinless.proof.crash;

import java.util.ArrayList;
import java.util.List;

/// Compares what left a module with what its journal holds: nothing may have left that is not
/// there.
final class Promises {

    private Promises() {}

    /// What was promised and is lost, a sentence each.
    static List<String> lost(List<Word> words, Ledger ledger) {
        var lost = new ArrayList<String>();
        long approvals = 0;
        for (var word : words) {
            switch (word) {
                case Word.Admitted(long counter) -> {
                    if (!ledger.hasConsumed(counter)) {
                        lost.add("counter %d was accepted and is not consumed".formatted(counter));
                    }
                }
                case Word.GaveReceipt(var receipt) -> {
                    if (!ledger.hasReceipt(receipt)) {
                        lost.add("a receipt was given out and is not there");
                    }
                }
                case Word.Broadcast(long counter) -> {
                    if (counter > ledger.reserved()) {
                        lost.add("counter %d was broadcast and may come again".formatted(counter));
                    }
                }
                case Word.TookAck(long sequence) -> {
                    if (sequence > ledger.acknowledged()) {
                        lost.add("the ACK of %d was taken and is lost".formatted(sequence));
                    }
                }
                case Word.Approved() -> approvals++;
            }
        }
        if (approvals > ledger.intents()) {
            lost.add(
                    "%d signals were given and only %d INTENTs are there"
                            .formatted(approvals, ledger.intents()));
        }
        return lost;
    }
}
