package dev.coinless.proof.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.sign.ObjectType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The kept corpus and seeded mutations of the golden vectors, against every target.
class TargetsTest {

    /// Mutated inputs per target; a second or two.
    private static final int MUTATIONS = 20_000;

    /// Of whole requests, which are signed and verified.
    private static final int REQUESTS = 1_000;

    /// Inputs that Jazzer found to reach code of their own, a line of hexadecimal each.
    private static final Path CORPUS = Path.of("src/test/corpus");

    private static final Targets TARGETS = new Targets(vectors());

    static Stream<String> targets() {
        return TARGETS.names().stream();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everySeedIsReadWithoutAFinding(String name) {
        var target = TARGETS.named(name);
        for (var seed : target.seeds(vectors())) {
            assertThatCode(() -> target.take(seed)).as(seed.hex()).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void theKeptCorpusIsReadWithoutAFinding(String name) throws Exception {
        var inputs = Files.readAllLines(CORPUS.resolve(name + ".txt"));

        var target = TARGETS.named(name);
        assertThat(inputs).isNotEmpty();
        for (var input : inputs) {
            assertThatCode(() -> target.take(Bytes.fromHex(input)))
                    .as(input)
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void mutatedVectorsAreReadWithoutAFinding(String name) {
        long seed = Long.getLong("seed", 20_261_120);
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var target = TARGETS.named(name);
        var seeds = target.seeds(vectors());
        int mutations = target instanceof Bodies ? REQUESTS : MUTATIONS;
        for (int i = 0; i < mutations; i++) {
            var input = mutated(seeds.get(random.nextInt(seeds.size())), random);
            assertThatCode(() -> target.take(input))
                    .as("-Dseed=%d, input %s", seed, input.hex())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aVerifierThatAcceptsEverythingIsFound() {
        var credulous = new Mutants(ObjectType.GRANT, genuine(), _ -> true);
        var lastByte = Bytes.concat(Bytes.bigEndian(genuine().length() - 1, 2), Bytes.of((byte) 1));

        assertThatThrownBy(() -> credulous.take(lastByte))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a mutant verifies");
    }

    @Test
    void theBodiesBeginWithOneThatIsTakenAndOneOfAStranger() {
        for (var route : Bodies.ROUTES) {
            var bodies = new Bodies(route);
            var seeds = bodies.seeds(vectors());

            assertThat(bodies.answer(seeds.get(0))).as(route).isBetween(200, 299);
            assertThat(bodies.answer(seeds.get(1))).as(route).isBetween(201, 499);
        }
    }

    @Test
    void aTargetThatThereIsNotIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> TARGETS.named("nothing")).hasMessageContaining("machine-line");
    }

    private static Bytes genuine() {
        return vectors().bytes("grant-holder", "signed");
    }

    /// Flips, cuts, repeats and inserts, a few times.
    private static Bytes mutated(Bytes seed, RandomGenerator random) {
        var bytes = seed;
        for (int change = random.nextInt(1, 5); change > 0 && bytes.length() > 1; change--) {
            int at = random.nextInt(bytes.length());
            var head = bytes.first(at);
            var tail = bytes.slice(at, bytes.length());
            bytes =
                    switch (random.nextInt(4)) {
                        case 0 -> head;
                        case 1 -> Bytes.concat(head, tail, tail);
                        case 2 -> Bytes.concat(head, Bytes.of((byte) random.nextInt()), tail);
                        default ->
                                Bytes.concat(
                                        head,
                                        Bytes.of((byte) (tail.at(0) ^ (1 << random.nextInt(8)))),
                                        tail.slice(1, tail.length()));
                    };
        }
        return bytes;
    }

    private static Vectors vectors() {
        try {
            return Vectors.read(Path.of("../../docs/protocol.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
