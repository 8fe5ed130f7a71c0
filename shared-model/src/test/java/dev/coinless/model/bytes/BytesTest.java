package dev.coinless.model.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {
    private final Samples samples = new Samples(Seed.random());

    @Test
    void textFormsComeBack() {
        for (int length = 0; length < 100; length++) {
            var bytes = samples.bytes(length);

            assertThat(Bytes.fromHex(bytes.hex())).isEqualTo(bytes).hasSameHashCodeAs(bytes);
            assertThat(Bytes.fromBase64Url(bytes.base64Url())).isEqualTo(bytes);
            assertThat(bytes.base64Url()).doesNotContain("=", "+", "/");
            assertThat(bytes.asBuffer().remaining()).isEqualTo(length);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A", "AA==", "AB", "AAB", "A+", "A/", "AA\n", " AA", "AAAA=", "é", "AA.", "*"
            })
    void base64UrlHasOneSpelling(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Bytes.fromBase64Url(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0g", "000", " 00", "é0"})
    void otherTextIsNotHexadecimal(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Bytes.fromHex(text));
    }

    @Test
    void numbersAreMostSignificantByteFirst() {
        assertThat(Bytes.bigEndian(0x0102, 4).hex()).isEqualTo("00000102");
        assertThat(Bytes.bigEndian(-1, 2).hex()).isEqualTo("ffff");
        for (int i = 0; i < 1000; i++) {
            long number = samples.upTo((1L << 56) - 1);
            assertThat(Bytes.bigEndian(number, 7).unsignedAt(0, 7)).isEqualTo(number);
        }
    }

    @Test
    void nobodyChangesThemFromOutside() {
        byte[] source = {1, 2, 3};
        var bytes = Bytes.of(source);

        source[0] = 9;
        bytes.toArray()[1] = 9;

        assertThat(bytes.hex()).isEqualTo("010203");
        assertThat(bytes.asBuffer().isReadOnly()).isTrue();
    }

    @Test
    void partsAndWholesCompareByContent() {
        var bytes = Bytes.fromHex("80ff00");

        assertThat(bytes.slice(1, 2).hex()).isEqualTo("ff");
        assertThat(bytes.startsWith(Bytes.fromHex("80ff"))).isTrue();
        assertThat(bytes.startsWith(Bytes.fromHex("ff"))).isFalse();
        assertThat(bytes.startsWith(Bytes.fromHex("80ff0000"))).isFalse();
        assertThat(bytes).isGreaterThan(Bytes.fromHex("7fffff"));
        assertThat(bytes.equalsInConstantTime(Bytes.fromHex("80ff00"))).isTrue();
        assertThat(bytes.equalsInConstantTime(Bytes.fromHex("80ff"))).isFalse();
        assertThat(Bytes.concat(bytes, Bytes.EMPTY, bytes).hex()).isEqualTo("80ff0080ff00");
        assertThat(bytes.unsignedAt(0)).isEqualTo(128);
    }

    /// FIPS 180-4, the digest of "abc".
    @Test
    void theDigestIsThatOfTheSpecification() {
        assertThat(Bytes.utf8("abc").sha256().hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void theContentDoesNotShowInText() {
        assertThat(Bytes.fromHex("c0ffee")).hasToString("Bytes[3]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bytes.fromHex("c0ffee").requireLength("cup", 2))
                .withMessage("cup must be 2 bytes, not 3");
    }
}
