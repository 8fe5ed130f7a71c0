package dev.coinless.model.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {
    private static final int TAG = 16;

    private final Samples samples = new Samples(Seed.random());
    private final SealPrivateKey key = samples.keys().x25519();
    private final Bytes context = Bytes.utf8("down|M7|1");
    private final Bytes plain = samples.bytes(32);

    @Test
    void whatWasSealedIsOpenedByItsReader() {
        for (int length = 0; length < 100; length++) {
            var message = samples.bytes(length);

            var sealed = key.publicKey().seal(context, message);

            assertThat(sealed.ciphertext().length()).isEqualTo(length + TAG);
            assertThat(key.open(context, sealed)).contains(message);
        }
    }

    @Test
    void anIndependentReadingOfTheSpecificationOpensIt() throws Exception {
        for (int i = 0; i < 20; i++) {
            var sealed = key.publicKey().seal(context, plain);

            assertThat(ReferenceHpke.open(key, context, sealed)).isEqualTo(plain);
        }
    }

    @Test
    void twoSealsOfTheSameDiffer() {
        assertThat(key.publicKey().seal(context, plain))
                .isNotEqualTo(key.publicKey().seal(context, plain));
    }

    @Test
    void nobodyElseAndNoOtherContextOpensIt() {
        var sealed = key.publicKey().seal(context, plain);

        assertThat(samples.keys().x25519().open(context, sealed)).isEmpty();
        assertThat(key.open(Bytes.utf8("up|M7|1"), sealed)).isEmpty();
        assertThat(key.open(Bytes.EMPTY, sealed)).isEmpty();
    }

    @Test
    void everyFlippedBitOfTheCiphertextIsNoticed() {
        var sealed = key.publicKey().seal(context, plain);

        for (int bit = 0; bit < 8 * sealed.ciphertext().length(); bit++) {
            var altered = new Sealed(sealed.encapsulated(), flipped(sealed.ciphertext(), bit));
            assertThat(key.open(context, altered)).isEmpty();
        }
        for (int length = 0; length < sealed.ciphertext().length(); length++) {
            var cut = new Sealed(sealed.encapsulated(), sealed.ciphertext().first(length));
            assertThat(key.open(context, cut)).isEmpty();
        }
    }

    @Test
    void everyFlippedBitOfTheEncapsulatedKeyIsNoticed() {
        var sealed = key.publicKey().seal(context, plain);

        for (int bit = 0; bit < 8 * Sealed.ENCAPSULATED_LENGTH; bit++) {
            var altered = new Sealed(flipped(sealed.encapsulated(), bit), sealed.ciphertext());
            assertThat(key.open(context, altered)).isEmpty();
        }
    }

    /// The points of low order of RFC 7748 6.1, from which any peer gets the same secret.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
            })
    void aKeyOfLowOrderOpensNothingAndIsNotSealedTo(String hex) {
        var lowOrder = Bytes.fromHex(hex);

        assertThat(key.open(context, new Sealed(lowOrder, samples.bytes(48)))).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SealPublicKey(lowOrder).seal(context, plain));
    }

    @Test
    void theWireFormComesBackAndLongerCiphertextsAreMalformed() throws Malformed {
        var sealed = key.publicKey().seal(context, plain);
        var item = Cbor.decode(Cbor.encode(sealed.item()));

        assertThat(Sealed.decode(item, 48)).isEqualTo(sealed);
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> Sealed.decode(item, 47));
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> Sealed.decode(Item.array(Item.of(plain)), 48));
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> Sealed.decode(Item.array(Item.of(context), Item.of(plain)), 48));
        assertThat(key.toString()).doesNotContain(key.scalar().hex());
    }

    private static Bytes flipped(Bytes bytes, int bit) {
        var altered = bytes.toArray();
        altered[bit / 8] ^= (byte) (1 << bit % 8);
        return Bytes.of(altered);
    }
}
