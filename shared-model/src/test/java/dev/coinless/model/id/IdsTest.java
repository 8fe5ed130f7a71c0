package dev.coinless.model.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class IdsTest {
    private final Samples samples = new Samples(Seed.random());

    @Test
    void anIdIsReadFromItsOwnText() {
        assertTextComesBack(ModuleId.LENGTH, ModuleId::new, ModuleId::fromHex);
        assertTextComesBack(GrantId.LENGTH, GrantId::new, GrantId::fromHex);
        assertTextComesBack(RequestId.LENGTH, RequestId::new, RequestId::fromHex);
        assertTextComesBack(RequestHash.LENGTH, RequestHash::new, RequestHash::fromHex);
        assertTextComesBack(
                Thumbprint.LENGTH, bytes -> new AccountId(new Thumbprint(bytes)), AccountId::parse);
    }

    @Test
    void aNumberStaysInItsFieldAndKnowsItsNext() {
        assertRange(Counter.MAX, Counter::new, counter -> ((Counter) counter).next());
        assertRange(Sequence.MAX, Sequence::new, sequence -> ((Sequence) sequence).next());
        assertRange(KeySerial.MAX, KeySerial::new, serial -> ((KeySerial) serial).next());
        assertRange(
                Generation.MAX,
                number -> new Generation((int) number),
                generation -> ((Generation) generation).next());
    }

    @Test
    void numbersAreComparedByValueAndEncodedInTheirWidth() {
        assertThat(new Counter(2)).isLessThan(new Counter(10));
        assertThat(new Sequence(2)).isLessThan(new Sequence(10));
        assertThat(new KeySerial(2)).isLessThan(new KeySerial(10));
        assertThat(new Generation(2)).isLessThan(new Generation(10));
        assertThat(new Counter(Counter.MAX).bytes().hex()).isEqualTo("ffffffff");
        assertThat(new Sequence(1).bytes().hex()).isEqualTo("00000001");
        assertThat(new KeySerial(258).bytes().hex()).isEqualTo("00000102");
        assertThat(new Generation(255).bytes().hex()).isEqualTo("ff");
    }

    private <T> void assertTextComesBack(
            int length, Function<Bytes, T> make, Function<String, T> read) {
        var id = make.apply(samples.bytes(length));

        assertThat(read.apply(id.toString())).isEqualTo(id).hasSameHashCodeAs(id);
        for (int other : new int[] {0, length - 1, length + 1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> make.apply(samples.bytes(other)))
                    .withMessageContaining("must be %d bytes, not %d".formatted(length, other));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> read.apply("?"));
    }

    private static void assertRange(
            long max, LongFunction<Object> make, Function<Object, Object> next) {
        assertThat(make.apply(0)).hasToString("0");
        assertThat(make.apply(max)).hasToString(Long.toString(max));
        assertThat(next.apply(make.apply(max - 1))).isEqualTo(make.apply(max));
        assertThatIllegalArgumentException().isThrownBy(() -> make.apply(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> make.apply(max + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> next.apply(make.apply(max)));
    }
}
