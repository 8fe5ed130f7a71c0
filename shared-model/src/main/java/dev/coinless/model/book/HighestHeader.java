package dev.coinless.model.book;

import java.util.Optional;

/// Decides what becomes of a genuine header, at a phone or a module that remembers the highest it
/// has seen. One rule for both, so that a fork of the Book shows wherever two meet.
public final class HighestHeader {

    private HighestHeader() {}

    /// What to do with it.
    public sealed interface Decision {

        /// It is newer and stands on the one that is kept: keep it instead.
        record Keep(SignedHeader header) implements Decision {}

        /// It is the one that is kept, or an older one: nothing to do.
        record Ignore() implements Decision {}

        /// It is newer, but nothing proves yet that it stands on the one that is kept.
        record AskForProof(long from, long to) implements Decision {}

        /// There are two histories: keep the old one and raise an alarm.
        record Fork(SignedHeader kept, SignedHeader other) implements Decision {}
    }

    /// Decides.
    ///
    /// @param offered its signature has been verified
    public static Decision on(Optional<SignedHeader> kept, SignedHeader offered) {
        if (kept.isEmpty()) {
            return new Decision.Keep(offered);
        }
        var highest = kept.get();
        if (offered.number() > highest.number()) {
            return new Decision.AskForProof(highest.number(), offered.number());
        }
        boolean twin = offered.number() == highest.number();
        return twin && !offered.hash().equals(highest.hash())
                ? new Decision.Fork(highest, offered)
                : new Decision.Ignore();
    }

    /// Decides on a header that came with a proof. One that does not hold is a fork: who made the
    /// header could have proven it.
    ///
    /// @param proof the signature of the header in it has been verified
    public static Decision on(Optional<SignedHeader> kept, ConsistencyProof proof) {
        return switch (on(kept, proof.header())) {
            case Decision.AskForProof(var from, _) when proof.from() < from ->
                    new Decision.AskForProof(from, proof.header().number());
            case Decision.AskForProof _ ->
                    kept.filter(proof::connects).isPresent()
                            ? new Decision.Keep(proof.header())
                            : new Decision.Fork(kept.orElseThrow(), proof.header());
            case Decision.Keep keep -> keep;
            case Decision.Ignore ignore -> ignore;
            case Decision.Fork fork -> fork;
        };
    }
}
