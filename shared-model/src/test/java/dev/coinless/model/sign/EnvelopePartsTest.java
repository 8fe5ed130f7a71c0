package dev.coinless.model.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The parts of an envelope one by one: claims, key ids, limits, keys.
class EnvelopePartsTest {

    private static final Environment ENVIRONMENT = new Environment("test");
    private static final ModuleId M7 = ModuleId.fromHex("4d3700000007");
    private static final Item CLAIMS = Claims.body(Item.of(1));

    private final Samples samples = new Samples(Seed.random());
    private final Ed25519PrivateKey key = samples.keys().ed25519();

    @Test
    void claimsAreFoundByTheirNumberAndNoOthersAreLetThrough() throws Malformed {
        var more = Claims.with(Claims.body(Item.of(1), Item.of(2)), Claims.CTI, Item.of(9));

        var claims = Claims.decode(Cbor.encode(more));

        assertThat(claims.find(Claims.CTI)).contains(Item.of(9));
        assertThat(claims.find(Claims.CNF)).isEmpty();
        assertThat(claims.require("the id", Claims.CTI)).isEqualTo(Item.of(9));
        assertThat(claims.body(2)).containsExactly(Item.of(1), Item.of(2));
        assertThat(claims.only(Set.of(Claims.BODY, Claims.CTI))).isSameAs(claims);
        assertMalformed(() -> claims.only(Set.of(Claims.BODY)), "does not have");
        assertMalformed(() -> claims.require("the holder", Claims.CNF), "the holder is missing");
        assertMalformed(() -> claims.body(1), "the body claim");
        assertMalformed(() -> Claims.decode(Cbor.encode(Item.array())), "claims");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Claims.with(Item.array(), Claims.CTI, Item.of(9)));
    }

    @Test
    void aBodyIsMissedByItsName() throws Malformed {
        var claims = Claims.decode(Cbor.encode(new Item.IntMap(Map.of(Claims.CTI, Item.of(9)))));

        assertMalformed(() -> claims.body(1), "the body claim is missing");
    }

    @Test
    void aModulesKeyIdNamesModuleAndGeneration() throws Malformed {
        var keyId = ModuleKeyId.of(M7, new Generation(3));
        var envelope = envelope(ObjectType.RECEIPT, keyId);

        assertThat(keyId.hex()).isEqualTo("4d370000000703");
        assertThat(ModuleKeyId.of(envelope)).isEqualTo(new ModuleKeyId(M7, new Generation(3)));
        ModuleKeyId.require(envelope, M7, new Generation(3));
        var other = ModuleId.fromHex("4d3700000008");
        assertMalformed(
                () -> ModuleKeyId.require(envelope, other, new Generation(3)), "another module");
        assertMalformed(
                () -> ModuleKeyId.require(envelope, M7, new Generation(4)), "another module");
        for (int length : new int[] {0, 6, 8}) {
            var wrong = envelope(ObjectType.RECEIPT, samples.bytes(length));
            assertMalformed(() -> ModuleKeyId.of(wrong), "the key id is not a module's");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"p", "a-0", "01234567890123456789012345678901"})
    void anEnvironmentsNameHasOneToThirtyTwoCharacters(String name) {
        assertThat(new Environment(name).name()).isEqualTo(name);
    }

    @Test
    void theLongestKeyIdHasSixteenBytes() throws Malformed {
        var longest = samples.bytes(16);
        var read = Envelope.parse(ObjectType.RECEIPT, encoded(ObjectType.RECEIPT, longest));

        assertThat(read.keyId()).isEqualTo(longest);
        assertThat(read.isSignedBy(key.publicKey(), ENVIRONMENT)).isTrue();
        var tooLong = encoded(ObjectType.RECEIPT, samples.bytes(17));
        assertMalformed(() -> Envelope.parse(ObjectType.RECEIPT, tooLong), "at most 16 bytes");
    }

    @ParameterizedTest
    @EnumSource
    void thePayloadIsAsLongAsItsTypeAllowsAndNoLonger(ObjectType type) throws Malformed {
        var signer = type.algorithm() == SignatureAlgorithm.ES256 ? samples.keys().es256() : key;
        int most = type == ObjectType.BUNDLE ? 96 * 1024 : 16 * 1024;
        // What the claims' map, key, array and string take around the bytes.
        int around = Cbor.encode(Claims.body(Item.of(Bytes.of(new byte[most - 100])))).length();
        int fitting = most - (around - (most - 100));

        var longest = envelope(type, signer, fitting);

        assertThat(longest.payload().orElseThrow().length()).isEqualTo(most);
        assertThat(Envelope.parse(type, longest.encoded())).isEqualTo(longest);
        var longer = envelope(type, signer, fitting + 1).encoded();
        assertMalformed(() -> Envelope.parse(type, longer), "payload");
    }

    @Test
    void aBareSignatureIsThatOfAnEnvelopeWithoutKeyId() {
        var bare = envelope(ObjectType.CHECKPOINT, Bytes.EMPTY).signature();
        var named = envelope(ObjectType.CHECKPOINT, samples.bytes(7)).signature();

        assertThat(isSignature(ObjectType.CHECKPOINT, CLAIMS, bare)).isTrue();
        assertThat(isSignature(ObjectType.CHECKPOINT, CLAIMS, named)).isFalse();
        assertThat(isSignature(ObjectType.RECEIPT, CLAIMS, bare)).isFalse();
        assertThat(isSignature(ObjectType.PRESENT, CLAIMS, bare)).isFalse();
        assertThat(isSignature(ObjectType.CHECKPOINT, Claims.body(Item.of(2)), bare)).isFalse();
    }

    @Test
    void whatWasSignedIsWhatIsReadOfItsBytes() throws Malformed {
        var attached = envelope(ObjectType.RECEIPT, samples.bytes(7));
        var detached =
                Envelope.signDetached(
                        ObjectType.RECEIPT, ENVIRONMENT, samples.bytes(7), CLAIMS, key);

        assertThat(Envelope.parse(ObjectType.RECEIPT, attached.encoded())).isEqualTo(attached);
        assertThat(Envelope.parse(ObjectType.RECEIPT, detached.encoded())).isEqualTo(detached);
        assertThat(attached.claims().body(1)).containsExactly(Item.of(1));
    }

    @Test
    void theTypesNameAndEnvironmentAreInTheSignature() {
        assertThat(ObjectType.GRANT.externalAad(new Environment("prod")))
                .isEqualTo(Bytes.utf8("coinless/1/GRANT/prod"));
        assertThat(SignatureAlgorithm.ED25519.coseNumber()).isEqualTo(-8);
        assertThat(SignatureAlgorithm.ES256.coseNumber()).isEqualTo(-7);
    }

    @Test
    void aScalarHasThirtyTwoBytesWhateverItsNumber() {
        var highest = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);

        assertThat(P256.scalar(BigInteger.ONE).hex()).isEqualTo("00".repeat(31) + "01");
        assertThat(P256.scalar(highest).hex()).isEqualTo("ff".repeat(32));
        assertThat(P256.number(P256.scalar(highest))).isEqualTo(highest);
        assertThat(P256.number(P256.scalar(BigInteger.TEN))).isEqualTo(BigInteger.TEN);
    }

    @Test
    void theHighestPrivateKeyIsOneBelowTheOrder() {
        var highest = P256.scalar(P256.DOMAIN.getN().subtract(BigInteger.ONE));
        var message = samples.bytes(20);

        var top = new Es256PrivateKey(highest);

        assertThat(top.publicKey().verifies(message, top.sign(message))).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Es256PrivateKey(Bytes.of(new byte[33])));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ed25519PrivateKey(samples.bytes(33)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Es256PublicKey(samples.bytes(32)));
    }

    @Test
    void aKeyVerifiesOnlyWithItsOwnAlgorithm() {
        var message = samples.bytes(20);
        var phone = samples.keys().es256();

        assertThat(key.algorithm()).isEqualTo(key.publicKey().algorithm());
        assertThat(phone.algorithm()).isEqualTo(phone.publicKey().algorithm());
        assertThat(key.algorithm()).isNotEqualTo(phone.algorithm());
        assertThat(key.publicKey().verifies(message, phone.sign(message))).isFalse();
        assertThat(phone.publicKey().verifies(message, key.sign(message))).isFalse();
        var longer = Bytes.concat(key.sign(message), Bytes.of((byte) 0));
        assertThat(key.publicKey().verifies(message, longer)).isFalse();
    }

    /// The COSE_Key of RFC 9679 with its members in their order, hashed here by hand.
    @Test
    void theThumbprintOfAnEd25519KeyIsThatOfItsCoseKey() {
        var coseKey = Bytes.concat(Bytes.fromHex("a3010120062158 20".replace(" ", "")), own());

        assertThat(key.publicKey().thumbprint().value()).isEqualTo(coseKey.sha256());
    }

    private Bytes own() {
        return key.publicKey().encoded();
    }

    @Test
    void keysComeFromTheirRandomnessAloneAndEachIsAnother() {
        var one = generator(7);
        var same = generator(7);

        assertThat(one.ed25519()).isEqualTo(same.ed25519());
        assertThat(one.es256()).isEqualTo(same.es256());
        assertThat(one.x25519()).isEqualTo(same.x25519());
        assertThat(one.bytes(9)).isEqualTo(same.bytes(9));
        assertThat(one.bytes(9).length()).isEqualTo(9);
        assertThat(one.ed25519()).isNotEqualTo(one.ed25519());
        assertThat(one.es256()).isNotEqualTo(one.es256());
        assertThat(generator(8).ed25519()).isNotEqualTo(generator(7).ed25519());
    }

    @Test
    void aScalarOutsideTheGroupIsDrawnAgain() {
        var drawn = new ArrayDeque<Long>();
        for (long half : new long[] {0, -1, 5}) {
            drawn.addAll(Collections.nCopies(4, half));
        }

        var drawnKey = new KeyGenerator(drawn::remove).es256();

        assertThat(drawnKey.scalar().hex()).isEqualTo("0500000000000000".repeat(4));
        assertThat(drawn).isEmpty();
    }

    private boolean isSignature(ObjectType type, Item claims, Bytes signature) {
        return Envelope.isSignature(key.publicKey(), type, ENVIRONMENT, claims, signature);
    }

    private Envelope envelope(ObjectType type, Bytes keyId) {
        return Envelope.sign(type, ENVIRONMENT, keyId, CLAIMS, key);
    }

    private Bytes encoded(ObjectType type, Bytes keyId) {
        return envelope(type, keyId).encoded();
    }

    private static Envelope envelope(ObjectType type, Signer signer, int length) {
        var filling = new byte[length];
        Arrays.fill(filling, (byte) 7);
        var claims = Claims.body(Item.of(Bytes.of(filling)));
        return Envelope.sign(type, ENVIRONMENT, Bytes.EMPTY, claims, signer);
    }

    private static KeyGenerator generator(long seed) {
        return new KeyGenerator(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
    }

    /// Something that reads.
    private interface Reading {
        void run() throws Malformed;
    }

    private static void assertMalformed(Reading reading, String part) {
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(reading::run)
                .withMessageContaining(part);
    }
}
