package dev.coinless.proof.simulation;

import dev.coinless.model.book.HighestHeader;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.id.RequestId;
import dev.coinless.model.wire.Malformed;
import dev.coinless.proof.simulation.Wires.Fate;
import dev.coinless.wallet.book.OtherRoot;
import dev.coinless.wallet.book.ReadProof;
import dev.coinless.wallet.cloud.Cloud;
import dev.coinless.wallet.cloud.Reply;
import dev.coinless.wallet.keys.Secrets;
import java.util.Optional;

/// The highest header of the Book that a phone has seen; every newer one must be proven to stand on
/// it.
final class HeaderWitness {

    private final Cloud cloud;
    private final SimulatedNetwork network;
    private final Secrets secrets;
    private final ReadProof reader;
    private Optional<SignedHeader> highest = Optional.empty();

    HeaderWitness(Cloud cloud, SimulatedNetwork network, Secrets secrets, ReadProof reader) {
        this.cloud = cloud;
        this.network = network;
        this.secrets = secrets;
        this.reader = reader;
    }

    /// Asks for the newest header, if the network lets it.
    void look(Fate fate) {
        long number = highest.map(SignedHeader::number).orElse(0L);
        var path = "/v1/book/header/%d/consistency".formatted(number);
        RequestId id = secrets.requestId();
        if (network.with(fate, () -> cloud.get(path, id)) instanceof Reply.Done(var body)) {
            try {
                decide(HighestHeader.on(highest, reader.consistency(body)));
            } catch (Malformed | OtherRoot e) {
                throw new Violation("a header is not the platform's: " + e.getMessage(), e);
            }
        }
    }

    private void decide(HighestHeader.Decision decision) {
        switch (decision) {
            case HighestHeader.Decision.Keep(var header) -> highest = Optional.of(header);
            case HighestHeader.Decision.Ignore() -> {}
            case HighestHeader.Decision.AskForProof _ ->
                    throw new Violation("a header comes without the proof that was asked for");
            case HighestHeader.Decision.Fork(var kept, _) ->
                    throw new Violation(
                            "a phone sees the Book forked after header " + kept.number());
        }
    }
}
