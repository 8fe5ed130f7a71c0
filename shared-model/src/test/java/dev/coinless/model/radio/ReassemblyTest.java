package dev.coinless.model.radio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.radio.Reassembly.Idle;
import dev.coinless.model.radio.Reassembly.Outcome;
import dev.coinless.model.radio.Reassembly.Outcome.Broken;
import dev.coinless.model.radio.Reassembly.Outcome.Complete;
import dev.coinless.model.radio.Reassembly.Outcome.Incomplete;
import dev.coinless.model.radio.Reassembly.Receiving;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReassemblyTest {
    private final Samples samples = new Samples(Seed.random());

    /// What each kind of frame does in each state.
    private enum Frame {
        EMPTY(""),
        SINGLE("c0" + "02" + "0001" + "aa"),
        FIRST("80" + "02" + "0003" + "aa"),
        FIRST_WITHOUT_CONTENT("80" + "02" + "0003"),
        FIRST_CUT_SHORT("80" + "0200"),
        FIRST_OF_UNKNOWN_KIND("80" + "7f" + "0001"),
        FIRST_WITH_AN_INDEX("81" + "02" + "0003" + "aa"),
        FIRST_OF_TOO_MUCH("80" + "02" + "4001" + "aa"),
        FIRST_WITH_MORE_THAN_ANNOUNCED("80" + "02" + "0001" + "aabb"),
        FIRST_NOT_MARKED_LAST("80" + "02" + "0001" + "aa"),
        NEXT("01" + "bb"),
        NEXT_WITHOUT_CONTENT("01"),
        NEXT_OUT_OF_ORDER("02" + "bb"),
        NEXT_THAT_COMPLETES_UNMARKED("01" + "bbcc"),
        LAST("41" + "bbcc"),
        LAST_TOO_SHORT("41" + "bb"),
        LAST_TOO_LONG("41" + "bbccdd");

        private final Bytes bytes;

        Frame(String hex) {
            this.bytes = Bytes.fromHex(hex);
        }

        /// Whether it begins a message in any state.
        boolean starts() {
            return this == SINGLE || this == FIRST || this == FIRST_WITHOUT_CONTENT;
        }

        /// Whether it goes on after FIRST.
        boolean continues() {
            return this == NEXT || this == LAST;
        }
    }

    @Test
    void everyFrameInEveryStateIsAnswered() {
        var idle = new Idle();
        var receiving = Reassembly.step(idle, Frame.FIRST.bytes).next();
        assertThat(receiving).isInstanceOf(Receiving.class);

        for (var state : List.of(idle, receiving)) {
            for (var frame : Frame.values()) {
                var step = Reassembly.step(state, frame.bytes);

                boolean taken = frame.starts() || state == receiving && frame.continues();
                boolean complete = frame == Frame.SINGLE || frame == Frame.LAST;
                Class<? extends Outcome> expected =
                        !taken ? Broken.class : complete ? Complete.class : Incomplete.class;
                assertThat(step.outcome()).as("%s in %s", frame, state).isInstanceOf(expected);
                assertThat(step.next())
                        .as("%s in %s", frame, state)
                        .isInstanceOf(expected == Incomplete.class ? Receiving.class : Idle.class);
            }
        }
    }

    @Test
    void everyChunkSizeComesTogetherAgain() {
        var message = message(300);

        for (int mtu = Gatt.MIN_MTU; mtu <= Gatt.MAX_MTU; mtu++) {
            var frames = message.frames(mtu);

            assertThat(delivered(frames)).containsExactly(message);
            for (int i = 0; i < frames.size() - 1; i++) {
                assertThat(frames.get(i).length()).isEqualTo(Math.min(mtu - 3, 512));
            }
            assertThat(frames.getLast().length()).isLessThanOrEqualTo(Math.min(mtu - 3, 512));
        }
    }

    @Test
    void everyLengthComesTogetherAgainAtTheSmallestMtu() {
        for (int length = 0; length < 200; length++) {
            var message = message(length);

            assertThat(delivered(message.frames(Gatt.MIN_MTU))).containsExactly(message);
        }
        var largest = message(Message.MAX_BODY);
        assertThat(delivered(largest.frames(Gatt.MIN_MTU))).containsExactly(largest);
    }

    @Test
    void messagesOneAfterTheOtherStayApart() {
        var messages = List.of(message(0), message(100), message(16), message(17), message(1));
        var frames = messages.stream().flatMap(message -> message.frames(23).stream()).toList();

        assertThat(delivered(frames)).isEqualTo(messages);
    }

    @Test
    void aLostOrRepeatedOrSwappedFrameNeverGivesAWrongMessage() {
        var message = message(120);
        var frames = message.frames(23);

        for (int i = 0; i < frames.size(); i++) {
            var lost = new ArrayList<>(frames);
            lost.remove(i);
            assertThat(delivered(lost)).isEmpty();
            var repeated = new ArrayList<>(frames);
            repeated.add(i, frames.get(i));
            boolean harmless = i == 0 || i == frames.size() - 1;
            assertThat(delivered(repeated)).hasSize(harmless ? 1 : 0).allMatch(message::equals);
            var swapped = new ArrayList<>(frames);
            swapped.set(i, frames.get((i + 1) % frames.size()));
            swapped.set((i + 1) % frames.size(), frames.get(i));
            assertThat(delivered(swapped)).isEmpty();
        }
    }

    @Test
    void aBrokenMessageDoesNotHarmTheNext() {
        var message = message(50);
        var frames = new ArrayList<>(message(120).frames(23).subList(0, 4));
        frames.add(Bytes.fromHex("3f00"));
        frames.addAll(message.frames(23));

        assertThat(delivered(frames)).containsExactly(message);
    }

    @Test
    void randomFramesNeverHoldMoreThanAMessage() {
        Reassembly state = new Idle();
        var seen = new java.util.HashMap<Class<?>, Integer>();
        for (int i = 0; i < 50_000; i++) {
            var step = Reassembly.step(state, randomFrame(state));
            seen.merge(step.outcome().getClass(), 1, Integer::sum);
            state = step.next();
            if (state instanceof Receiving receiving) {
                int held = receiving.chunks().stream().mapToInt(Bytes::length).sum();
                assertThat(held).isEqualTo(receiving.received());
                assertThat(held).isLessThanOrEqualTo(receiving.length());
                assertThat(receiving.length()).isLessThanOrEqualTo(Message.MAX_BODY);
                assertThat(receiving.chunks().size()).isLessThanOrEqualTo(held + 1);
            }
        }
        assertThat(seen.keySet())
                .containsExactlyInAnyOrder(Complete.class, Incomplete.class, Broken.class);
    }

    @Test
    void aBodyTooLongAndAnMtuTooSmallAreRefusedAtTheSender() {
        assertThatIllegalArgumentException().isThrownBy(() -> message(Message.MAX_BODY + 1));
        for (int mtu = -1; mtu < Gatt.MIN_MTU; mtu++) {
            int tooSmall = mtu;
            assertThatIllegalArgumentException().isThrownBy(() -> message(1).frames(tooSmall));
        }
    }

    @Test
    void kindsBelow80ComeFromThePhone() {
        var fromPhone =
                Map.of(
                        MessageKind.PRESENT, true,
                        MessageKind.KEYCERT, true,
                        MessageKind.ACK, true,
                        MessageKind.GRANT, true,
                        MessageKind.PULL, true,
                        MessageKind.PUSH, true);

        for (var kind : MessageKind.values()) {
            assertThat(kind.fromPhone()).isEqualTo(fromPhone.containsKey(kind));
            assertThat(MessageKind.of(kind.number())).contains(kind);
        }
        assertThat(MessageKind.of(0)).isEmpty();
    }

    private Message message(int length) {
        return new Message(samples.oneOf(MessageKind.values()), samples.bytes(length));
    }

    /// Half of them random, half of them fitting the state.
    private Bytes randomFrame(Reassembly state) {
        var random = samples.random();
        if (random.nextBoolean()) {
            return samples.bytes(random.nextInt(30));
        }
        return switch (state) {
            case Idle() -> message(random.nextInt(60)).frames(23).getFirst();
            case Receiving receiving -> {
                int missing = receiving.length() - receiving.received();
                int count = Math.min(missing, 1 + random.nextInt(19));
                int header =
                        (count == missing ? Message.LAST : 0)
                                | receiving.chunks().size() & Message.INDEX;
                yield Bytes.concat(Bytes.of((byte) header), samples.bytes(count));
            }
        };
    }

    private static List<Message> delivered(List<Bytes> frames) {
        var messages = new ArrayList<Message>();
        Reassembly state = new Idle();
        for (var frame : frames) {
            var step = Reassembly.step(state, frame);
            if (step.outcome() instanceof Complete(var message)) {
                messages.add(message);
            }
            state = step.next();
        }
        return messages;
    }
}
