package dev.coinless.functions.module;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.receipt.Receipt;
import java.util.List;
import java.util.TreeSet;

/// How far the receipts of one generation have come, and what that proves.
///
/// @param contiguous every receipt from 1 up to this is stored and reconciled
/// @param hash of the receipt with that sequence; zeros before the first
/// @param proven no open hold on a counter below this can ever be used
/// @param claimed the highest floor the module has claimed; proven once its sequence is reached
/// @param latest the claim with the highest sequence
/// @param spent counters from `proven` up that a receipt has shown consumed, ascending
/// @param quarantined the module contradicted itself; it gets no more grants
public record GenerationProgress(
        Generation generation,
        Sequence contiguous,
        Bytes hash,
        Counter proven,
        Claim claimed,
        Claim latest,
        List<Counter> spent,
        boolean quarantined) {

    /// A module has at most 10 live codes; more than this many spent above its floor means that it
    /// does not raise its floor, and the lowest are forgotten. Bounds the item.
    static final int MAX_SPENT = 64;

    public GenerationProgress {
        spent = List.copyOf(spent);
    }

    static GenerationProgress none(Generation generation) {
        return new GenerationProgress(
                generation,
                new Sequence(0),
                Receipt.NO_PREVIOUS,
                new Counter(0),
                Claim.NOTHING,
                Claim.NOTHING,
                List.of(),
                false);
    }

    /// The lowest counter that the module may still accept, by its own word.
    public Counter floor() {
        return claimed.floor().compareTo(proven) > 0 ? claimed.floor() : proven;
    }

    public boolean isSpent(Counter counter) {
        return spent.contains(counter);
    }

    /// Whether a hold on this counter can no longer be used: it is below the proven floor, or a
    /// receipt has shown the code consumed (and the hold of the consumer has ended by then).
    public boolean proves(Counter counter) {
        return counter.compareTo(proven) < 0 || isSpent(counter);
    }

    /// Takes in a claim; an older one changes nothing, one that contradicts an earlier quarantines
    /// the module and proves nothing.
    public GenerationProgress with(Claim claim) {
        if (claim.contradicts(claimed) || claim.contradicts(latest)) {
            return quarantine();
        }
        var highest = claim.floor().compareTo(claimed.floor()) > 0 ? claim : claimed;
        var last = claim.sequence().compareTo(latest.sequence()) > 0 ? claim : latest;
        var floor = raised(proven, claim, contiguous);
        return new GenerationProgress(
                        generation, contiguous, hash, floor, highest, last, spent, quarantined)
                .settled();
    }

    /// Takes in that a receipt has shown a code consumed and that its hold has ended.
    public GenerationProgress withSpent(Counter counter) {
        if (counter.compareTo(proven) < 0 || isSpent(counter)) {
            return this;
        }
        var more = new TreeSet<>(spent);
        more.add(counter);
        if (more.size() > MAX_SPENT) {
            more.pollFirst();
        }
        return copy(contiguous, hash, proven, List.copyOf(more));
    }

    /// Takes in the receipt that follows the contiguous ones; it must be stored and reconciled.
    ///
    /// A receipt that does not continue the chain, or whose floor falls, quarantines the module and
    /// goes no further.
    public GenerationProgress followedBy(Receipt receipt, Bytes receiptHash) {
        if (!receipt.sequence().equals(contiguous.next())) {
            throw new IllegalArgumentException(
                    "receipt %s does not follow %s".formatted(receipt.sequence(), contiguous));
        }
        if (!receipt.previous().equals(hash) || receipt.floor().compareTo(proven) < 0) {
            return quarantine();
        }
        return copy(receipt.sequence(), receiptHash, proven, spent)
                .with(new Claim(receipt.floor(), receipt.sequence()));
    }

    public GenerationProgress quarantine() {
        return new GenerationProgress(
                generation, contiguous, hash, proven, claimed, latest, spent, true);
    }

    private GenerationProgress settled() {
        var floor = raised(proven, claimed, contiguous);
        var above = spent.stream().filter(counter -> counter.compareTo(floor) >= 0).toList();
        return copy(contiguous, hash, floor, above);
    }

    private static Counter raised(Counter proven, Claim claim, Sequence contiguous) {
        boolean complete = claim.sequence().compareTo(contiguous) <= 0;
        return complete && claim.floor().compareTo(proven) > 0 ? claim.floor() : proven;
    }

    private GenerationProgress copy(
            Sequence contiguous, Bytes hash, Counter proven, List<Counter> spent) {
        return new GenerationProgress(
                generation, contiguous, hash, proven, claimed, latest, spent, quarantined);
    }
}
