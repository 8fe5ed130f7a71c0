package dev.coinless.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CborTest {
    private static final int ROUNDS = 2000;

    private final Samples samples = new Samples(Seed.random());

    /// From RFC 8949, appendix A.
    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "23, 17",
        "24, 1818",
        "100, 1864",
        "1000, 1903e8",
        "1000000, 1a000f4240",
        "1000000000000, 1b000000e8d4a51000",
        "-1, 20",
        "-10, 29",
        "-100, 3863",
        "-1000, 3903e7",
        "9223372036854775807, 1b7fffffffffffffff",
        "-9223372036854775808, 3b7fffffffffffffff"
    })
    void anIntegerHasItsShortestForm(long number, String hex) throws Malformed {
        assertThat(Cbor.encode(Item.of(number)).hex()).isEqualTo(hex);
        assertThat(Cbor.decode(Bytes.fromHex(hex))).isEqualTo(Item.of(number));
    }

    @Test
    void stringsArraysMapsAndNullAreThoseOfTheSpecification() {
        assertThat(Cbor.encode(Item.of(Bytes.fromHex("01020304"))).hex()).isEqualTo("4401020304");
        assertThat(Cbor.encode(Item.of("IETF")).hex()).isEqualTo("6449455446");
        assertThat(Cbor.encode(Item.of("\u00fc")).hex()).isEqualTo("62c3bc");
        assertThat(Cbor.encode(Item.array(Item.of(1), Item.array(Item.of(2)))).hex())
                .isEqualTo("82018102");
        assertThat(Cbor.encode(new Item.IntMap(Map.of(3L, Item.of(4), 1L, Item.of(2)))).hex())
                .isEqualTo("a201020304");
        assertThat(Cbor.encode(new Item.Null()).hex()).isEqualTo("f6");
    }

    @Test
    void mapKeysAreInTheBytewiseOrderOfTheirEncoding() {
        var entries = new HashMap<Long, Item>();
        for (long key : new long[] {-1, 10, 100, -65537, 0, 24, 256, -25, 23}) {
            entries.put(key, Item.of(0));
        }

        assertThat(Cbor.encode(new Item.IntMap(entries)).hex())
                .isEqualTo(
                        "a9"
                                + "0000"
                                + "0a00"
                                + "1700"
                                + "181800"
                                + "186400"
                                + "19010000"
                                + "2000"
                                + "381800"
                                + "3a0001000000");
    }

    @Tag("exhaustive")
    @Test
    void whatWasEncodedIsDecodedAgain() throws Malformed {
        for (int i = 0; i < ROUNDS; i++) {
            var item = item(Cbor.MAX_DEPTH);

            assertThat(Cbor.decode(Cbor.encode(item))).isEqualTo(item);
        }
    }

    @Tag("exhaustive")
    @Test
    void anythingThatIsDecodedEncodesToTheSameBytesAndTheRestIsMalformed() {
        int decoded = 0;
        int refused = 0;
        for (int i = 0; i < 10 * ROUNDS; i++) {
            var bytes = mutated(Cbor.encode(item(Cbor.MAX_DEPTH)).toArray());
            try {
                assertThat(Cbor.encode(Cbor.decode(bytes))).isEqualTo(bytes);
                decoded++;
            } catch (Malformed expected) {
                refused++;
            }
        }
        assertThat(decoded).isPositive();
        assertThat(refused).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "0101", // bytes behind the item
                "1800", // integers longer than needed
                "1817",
                "190018",
                "1900ff",
                "1a0000ffff",
                "1b00000000ffffffff",
                "3800",
                "390018",
                "5801aa", // lengths longer than needed
                "59000101",
                "780161",
                "9801f6",
                "b8010000",
                "5f41aaff", // indefinite lengths
                "5fff",
                "7f6161ff",
                "9f01ff",
                "9fff",
                "bf0101ff",
                "bfff",
                "a202010102", // keys out of order
                "a220000000",
                "a201010102", // a key twice
                "a21800001800000",
                "c101", // tags
                "c000",
                "d2",
                "d28440a04040",
                "c24101",
                "c249010000000000000000",
                "c34101",
                "d81c80",
                "d81d00",
                "d9d9f700",
                "a1c10101",
                "1b8000000000000000", // integers of more than 63 bits
                "1bffffffffffffffff",
                "3b8000000000000000",
                "3bffffffffffffffff",
                "f90000", // floats
                "f93c00",
                "f97e00",
                "fa00000000",
                "fb0000000000000000",
                "f4", // simple values
                "f5",
                "f7",
                "e0",
                "f3",
                "f800",
                "f814",
                "f820",
                "f8ff",
                "a1616100", // keys that are not integers
                "a1410000",
                "a1f600",
                "a18000",
                "a1f90000",
                "a11bffffffffffffffff00",
                "61ff", // not UTF-8
                "62c328",
                "63eda080",
                "62c080",
                "1c", // reserved
                "1f",
                "3c",
                "3f",
                "5c",
                "7c",
                "9c",
                "bc",
                "df",
                "fc",
                "ff",
                "18", // cut short
                "41",
                "61",
                "81",
                "a1",
                "a101",
                "9bffffffffffffffff", // more than anyone has
                "9b7fffffffffffffff",
                "9a7fffffff",
                "5a7fffffff",
                "5b7fffffffffffffff",
                "7b7fffffffffffffff",
                "bb7fffffffffffffff",
                "ba7fffffff",
                "8181818180", // nested too deep
                "8181818181818100",
                "a100a100a100a100a10000"
            })
    void anythingElseIsMalformed(String hex) {
        var padded = hex.length() % 2 == 0 ? hex : hex + "0";

        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> Cbor.decode(Bytes.fromHex(padded)));
    }

    @Test
    void fourLevelsAreReadAndAnyMoreAreMalformed() throws Malformed {
        assertThat(Cbor.decode(Bytes.fromHex("8181818100")).toString()).contains("Int[value=0]");
        for (int depth = 5; depth < 1000; depth++) {
            var hex = "81".repeat(depth) + "00";
            assertThatExceptionOfType(Malformed.class)
                    .isThrownBy(() -> Cbor.decode(Bytes.fromHex(hex)));
        }
        for (var opener : List.of("81", "9f", "a100", "bf00", "c1")) {
            assertThatExceptionOfType(Malformed.class)
                    .isThrownBy(() -> Cbor.decode(Bytes.fromHex(opener.repeat(100_000) + "00")));
        }
    }

    private Item item(int depth) {
        return switch (samples.random().nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> Item.of(samples.random().nextLong() >> samples.random().nextInt(64));
            case 1 -> Item.of(samples.bytes(samples.random().nextInt(40)));
            case 2 -> Item.of("\u00e9\u20ac\ud83d\ude00text".repeat(samples.random().nextInt(4)));
            case 3 -> new Item.Null();
            case 4 ->
                    new Item.Array(
                            Stream.generate(() -> item(depth - 1))
                                    .limit(samples.random().nextInt(5))
                                    .toList());
            default -> {
                var entries = new HashMap<Long, Item>();
                for (int i = samples.random().nextInt(5); i > 0; i--) {
                    entries.put(
                            samples.random().nextLong() >> samples.random().nextInt(64),
                            item(depth - 1));
                }
                yield new Item.IntMap(entries);
            }
        };
    }

    private Bytes mutated(byte[] bytes) {
        int at = samples.random().nextInt(bytes.length);
        switch (samples.random().nextInt(3)) {
            case 0 -> bytes[at] ^= (byte) (1 << samples.random().nextInt(8));
            case 1 -> bytes[at] = (byte) samples.random().nextInt();
            default -> {
                return Bytes.of(bytes).first(at);
            }
        }
        return Bytes.of(bytes);
    }
}
