package dev.coinless.model.sync;

import dev.coinless.model.bytes.Bytes;

/// Puts a sealed bundle together from its parts: `(state, part) -> step`. The state may be kept
/// across connections, so that a transfer goes on where it stopped.
public sealed interface BundleAssembly {

    /// Nothing of any bundle.
    record Empty() implements BundleAssembly {}

    /// The first bytes of a bundle, without a gap.
    record Partial(BundleId bundle, int total, Bytes received) implements BundleAssembly {

        private boolean isOf(BundlePart part) {
            return part.bundle().equals(bundle) && part.total() == total;
        }
    }

    /// What a part brought.
    sealed interface Outcome {
        /// The next part should start at `next`.
        record Incomplete(int next) implements Outcome {}

        /// All bytes are here and are those that the id names.
        record Complete(Bytes sealed) implements Outcome {}

        /// The part is behind what is still missing; the sender goes on at `next`.
        record Gap(int next) implements Outcome {}

        /// The bytes are not those that the id names; all of them are dropped.
        record Altered() implements Outcome {}
    }

    /// The state to go on with, and what the part brought.
    record Step(BundleAssembly next, Outcome outcome) {}

    /// Takes one part in. A part of another bundle starts that one; one that came before changes
    /// nothing.
    static Step step(BundleAssembly state, BundlePart part) {
        return switch (state) {
            case Empty() -> further(new Partial(part.bundle(), part.total(), Bytes.EMPTY), part);
            case Partial partial when partial.isOf(part) -> further(partial, part);
            case Partial _ -> further(new Partial(part.bundle(), part.total(), Bytes.EMPTY), part);
        };
    }

    private static Step further(Partial partial, BundlePart part) {
        int have = partial.received.length();
        if (part.offset() > have) {
            return new Step(partial, new Outcome.Gap(have));
        }
        int known = Math.min(have - part.offset(), part.chunk().length());
        var received =
                Bytes.concat(partial.received, part.chunk().slice(known, part.chunk().length()));
        if (received.length() < partial.total) {
            return new Step(
                    new Partial(partial.bundle, partial.total, received),
                    new Outcome.Incomplete(received.length()));
        }
        boolean same = BundleId.of(received).equals(partial.bundle);
        return new Step(new Empty(), same ? new Outcome.Complete(received) : new Outcome.Altered());
    }
}
