package dev.coinless.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.Platform;
import dev.coinless.edge.journal.RecordKind;
import dev.coinless.edge.present.RadioEvent;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.Presentation;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.receipt.Ack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Anyone may write to `In`: whatever comes, the module goes on and signals nothing.
class HostileInputTest {

    private final Workbench bench = new Workbench();

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void mutatedMessagesOfEveryKindAreRefusedAndHarmNothing(long seed) {
        var random = Platform.seeded(seed);
        for (int i = 0; i < 1000; i++) {
            bench.pass(Duration.ofSeconds(1));
            var phone = bench.connect();
            var kind = kinds().get(random.nextInt(4));
            var good = good(kind, phone);
            var mutated = mutated(good, random);
            if (!mutated.equals(good)) {
                assertThat(bench.say(phone, kind, mutated))
                        .as("seed %d, message %d, %s", seed, i, kind)
                        .isNotEqualTo(new Verdict.Accepted());
            }
            bench.on(new RadioEvent.Disconnected(phone.id()));
        }
        assertThat(bench.memory.count(RecordKind.CONSUMED)).isZero();
        assertThat(bench.memory.count(RecordKind.KEYCERT)).isZero();
        assertThat(bench.machine.isOpen()).isFalse();
        assertThat(bench.buy().amount().minorUnits()).isEqualTo(175);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4})
    void anyFramesAtAllAreTaken(long seed) {
        var random = Platform.seeded(seed);
        var phone = bench.connect();
        for (int i = 0; i < 5000; i++) {
            var frame = new byte[random.nextInt(24)];
            random.nextBytes(frame);
            bench.on(new RadioEvent.Written(phone.id(), Bytes.of(frame)));
        }
        assertThat(bench.memory.count(RecordKind.CONSUMED)).isZero();
    }

    private static List<MessageKind> kinds() {
        return List.of(
                MessageKind.PRESENT, MessageKind.GRANT, MessageKind.KEYCERT, MessageKind.ACK);
    }

    private Bytes good(MessageKind kind, Workbench.Phone phone) {
        var held = bench.granted();
        return switch (kind) {
            case PRESENT ->
                    Presentation.of(
                                    held.token(),
                                    held.holder(),
                                    phone.nonce(),
                                    Intent.PAY,
                                    Platform.ENVIRONMENT)
                            .encoded();
            case GRANT -> held.token().encoded();
            case KEYCERT ->
                    bench.platform.cert(new KeySerial(8), KeyUsage.GRANT, bench.platform.issuer, 0);
            case ACK, PULL, PUSH, VERDICT, STATE, RECEIPT, CHECKPOINT, PART ->
                    new Ack(
                                    Platform.M7,
                                    bench.m7.generation(),
                                    new Sequence(1),
                                    Bytes.utf8("x").sha256())
                            .sign(Platform.SYNC, bench.platform.sync, Platform.ENVIRONMENT)
                            .encoded();
        };
    }

    private static Bytes mutated(Bytes good, RandomGenerator random) {
        var bytes = new ArrayList<Byte>();
        for (byte each : good.toArray()) {
            bytes.add(each);
        }
        for (int changes = random.nextInt(3); changes >= 0; changes--) {
            int at = random.nextInt(bytes.size());
            switch (random.nextInt(4)) {
                case 0 -> bytes.set(at, (byte) random.nextInt());
                case 1 -> bytes.remove(at);
                case 2 -> bytes.add(at, (byte) random.nextInt());
                default -> bytes.subList(at, bytes.size()).clear();
            }
            if (bytes.isEmpty()) {
                return Bytes.EMPTY;
            }
        }
        var out = new byte[bytes.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = bytes.get(i);
        }
        return Bytes.of(out);
    }
}
