package dev.coinless.model.book;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.model.book.HighestHeader.Decision;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Environment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HighestHeaderTest {
    private final Samples samples = new Samples(Seed.random());
    private final Ed25519PrivateKey key = samples.keys().ed25519();
    private final List<SignedHeader> book = headers(List.of(), 12);

    /// As [#book] up to header 5, then another history.
    private final List<SignedHeader> fork = headers(book.subList(0, 5), 12);

    @Test
    void theFirstHeaderIsKeptWhateverItsNumber() {
        assertThat(HighestHeader.on(Optional.empty(), at(7))).isEqualTo(new Decision.Keep(at(7)));
        assertThat(HighestHeader.on(Optional.empty(), proof(book, 0, 7)))
                .isEqualTo(new Decision.Keep(at(7)));
    }

    @Test
    void aNewerHeaderIsKeptOnlyWithItsProof() {
        for (int kept = 1; kept < 12; kept++) {
            for (int newer = kept + 1; newer <= 12; newer++) {
                assertThat(HighestHeader.on(Optional.of(at(kept)), at(newer)))
                        .isEqualTo(new Decision.AskForProof(kept, newer));
                assertThat(HighestHeader.on(Optional.of(at(kept)), proof(book, kept, newer)))
                        .isEqualTo(new Decision.Keep(at(newer)));
            }
        }
    }

    @Test
    void aProofFromAnEarlierHeaderIsNoForkButNotEnough() {
        assertThat(HighestHeader.on(Optional.of(at(4)), proof(book, 3, 9)))
                .isEqualTo(new Decision.AskForProof(4, 9));
        assertThat(HighestHeader.on(Optional.of(at(4)), proof(book, 0, 9)))
                .isEqualTo(new Decision.AskForProof(4, 9));
    }

    @Test
    void theSameHeaderAndOlderOnesChangeNothing() {
        assertThat(HighestHeader.on(Optional.of(at(4)), at(4))).isEqualTo(new Decision.Ignore());
        assertThat(HighestHeader.on(Optional.of(at(4)), proof(book, 0, 4)))
                .isEqualTo(new Decision.Ignore());
        assertThat(HighestHeader.on(Optional.of(at(4)), at(3))).isEqualTo(new Decision.Ignore());
    }

    @Test
    void anotherHeaderOfTheSameNumberIsAFork() {
        assertThat(HighestHeader.on(Optional.of(at(7)), fork.get(6)))
                .isEqualTo(new Decision.Fork(at(7), fork.get(6)));
    }

    @Test
    void aForkIsSeenWhereverItsProofBegins() {
        for (int kept = 6; kept < 12; kept++) {
            for (int newer = kept + 1; newer <= 12; newer++) {
                assertThat(HighestHeader.on(Optional.of(at(kept)), proof(fork, kept, newer)))
                        .isInstanceOf(Decision.Fork.class);
            }
        }
        assertThat(HighestHeader.on(Optional.of(at(5)), proof(fork, 5, 12)))
                .as("the histories part after header 5")
                .isEqualTo(new Decision.Keep(fork.get(11)));
    }

    /// A platform that shows each side its own header, but rewrites what was before both.
    @Test
    void aRewrittenPastUnderAnUnchangedHeaderIsSeen() {
        var hashes = new ArrayList<>(book.stream().map(SignedHeader::hash).toList());
        hashes.set(2, samples.bytes(32));
        var log = frontier(hashes.subList(0, 8));
        var newest = Header.next(log, List.of(), at(8).header().at()).sign(serial(), key, TEST);
        var proof = ConsistencyProof.of(5, hashes.subList(0, 8), newest);

        assertThat(HighestHeader.on(Optional.of(at(5)), proof)).isInstanceOf(Decision.Fork.class);
    }

    private static final Environment TEST = new Environment("test");

    private static KeySerial serial() {
        return new KeySerial(3);
    }

    private SignedHeader at(int number) {
        return book.get(number - 1);
    }

    private static ConsistencyProof proof(List<SignedHeader> headers, int from, int to) {
        return ConsistencyProof.of(
                from, headers.stream().map(SignedHeader::hash).toList(), headers.get(to - 1));
    }

    private List<SignedHeader> headers(List<SignedHeader> first, int count) {
        var headers = new ArrayList<>(first);
        while (headers.size() < count) {
            var log = frontier(headers.stream().map(SignedHeader::hash).toList());
            var lanes =
                    List.of(new LaneHead(Lane.PLATFORM, headers.size(), 9999, samples.bytes(32)));
            var at = Instant.ofEpochSecond(1_800_000_000L + headers.size());
            headers.add(Header.next(log, lanes, at).sign(serial(), key, TEST));
        }
        return headers;
    }

    private static MerkleFrontier frontier(List<Bytes> hashes) {
        var frontier = MerkleFrontier.EMPTY;
        for (var hash : hashes) {
            frontier = frontier.plus(hash);
        }
        return frontier;
    }
}
