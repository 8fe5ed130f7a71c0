package dev.coinless.model.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.receipt.Checkpoint;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import dev.coinless.model.samples.SignedSample;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One object has one form: genuine signatures over any other form do not help.
class EnvelopeFormTest {
    private static final ObjectType TYPE = ObjectType.CHECKPOINT;
    private static final Environment ENVIRONMENT = SignedSample.ENVIRONMENT;

    /// {1: -8, 4: module 4d3700000007, generation 1}.
    private static final Bytes HEADER = Bytes.fromHex("a2012704474d370000000701");

    /// {-65537: [module, 1, floor 50, sequence 7]}.
    private static final String PAYLOAD = "a13a0001000084464d370000000701183207";

    private final Samples samples = new Samples(Seed.random());
    private final Ed25519PrivateKey key = samples.keys().ed25519();

    @Test
    void theFormOfTheProtocolIsRead() throws Malformed {
        var envelope = ForeignForms.around(TYPE, HEADER, Bytes.fromHex(PAYLOAD), key);

        var read = Envelope.parse(TYPE, envelope);

        assertThat(read.isSignedBy(key.publicKey(), ENVIRONMENT)).isTrue();
        assertThat(Checkpoint.decode(read).floor().value()).isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bf3a0001000084464d370000000701183207ff", // indefinite map
                "a13a000100009f464d370000000701183207ff", // indefinite array
                "a13a00010000845f464d3700000007ff01183207", // indefinite string
                "a13b000000000001000084464d370000000701183207", // longer key
                "a13a000100009804464d370000000701183207", // longer array length
                "a13a000100008458064d370000000701183207", // longer string length
                "a13a0001000084464d37000000071801183207", // longer integers
                "a13a0001000084464d37000000070119003207",
                "a23a0001000084464d3700000007011832073a0001000084464d370000000701183207", // twice
                "a23a0001000084464d37000000070118320707410a", // out of order
                "a207500102030405060708090a0b0c0d0e0f103a0001000084464d370000000701183207", // more
                "a23a0001000084464d3700000007011832073a0001000a00", // an unknown claim
                "a0", // no claim
                "a13a0001000a84464d370000000701183207", // another claim
                "a13a0001000083464d3700000007011832", // fewer elements
                "a13a0001000085464d37000000070118320700", // more elements
                "a13a0001000084464d370000000701f94e4007", // a float
                "a13a0001000084464d370000000701c1183207", // a tag
                "a13a0001000084464d370000000701183226", // negative
                "a13a0001000084464d370000000719010018 3207", // generation 256
                "a13a0001000084464d3700000007011b000000010000000007", // floor 2^32
                "a13a0001000084454d3700000001183207", // short module id
                "a13a0001000084474d37000000070701183207", // long module id
                "a13a0001000084664d370000000701183207", // text for bytes
                "a13a0001000084464d370000000701f607", // null for a number
                "a13a0001000084464d370000000701813207", // array for a number
                "a13a000100001832", // no array
                "8446 4d370000000701183207", // no map
                "a13a0001000084464d37000000070118320700", // bytes behind
                "a13a0001000084464d370000000702183207", // another generation than the key id's
                "a13a0001000084464d370000000801183207", // another module than the key id's
                "" // nothing
            })
    void anyOtherPayloadIsMalformedThoughItsSignatureIsGenuine(String hex) {
        var payload = Bytes.fromHex(hex.replace(" ", ""));
        var encoded = ForeignForms.around(TYPE, HEADER, payload, key);

        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> Checkpoint.decode(Envelope.parse(TYPE, encoded)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // no header
                "a0",
                "a104474d370000000701", // no algorithm
                "a2012604474d370000000701", // ES256
                "a2012404474d370000000701", // an unknown algorithm
                "a2012704 40", // an empty key id
                "a2012704674d370000000701", // text for a key id
                "a20127041832", // a number for a key id
                "a201270451000000000000000000000000000000000 0", // key id of 17 bytes
                "a20447 4d370000000701 0127", // out of order
                "a301270281 0104474d370000000701", // critical headers
                "a3012704474d370000000705 40", // an initialisation vector
                "bf012704474d370000000701ff", // indefinite
                "a201 3807 04474d370000000701", // longer integer
                "27"
            })
    void anyOtherProtectedHeaderIsMalformedThoughItsSignatureIsGenuine(String hex) {
        var header = Bytes.fromHex(hex.replace(" ", ""));
        var encoded = ForeignForms.around(TYPE, header, Bytes.fromHex(PAYLOAD), key);

        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> Checkpoint.decode(Envelope.parse(TYPE, encoded)));
    }

    @Test
    void anyOtherShellIsMalformed() {
        var shell = ForeignForms.around(TYPE, HEADER, Bytes.fromHex(PAYLOAD), key).hex();
        var content = shell.substring(2);
        var open = content.indexOf("a052a1"); // the unprotected header and the payload's head
        var unprotected = content.substring(0, open) + "a1044101" + content.substring(open + 2);

        assertMalformed("d2" + shell);
        assertMalformed("9804" + content);
        assertMalformed("9f" + content + "ff");
        assertMalformed("83" + content.substring(0, content.length() - 2 * 66));
        assertMalformed("85" + content + "00");
        assertMalformed("84" + unprotected);
        assertMalformed("84" + content.replace("5840", "590040"));
        assertMalformed("84" + content.replace("5840", "583f").substring(0, content.length() - 2));
        assertMalformed("84" + content.replace("5840", "5841") + "00");
        assertMalformed("84" + content.replace("5840", "7840"));
        assertMalformed("81" + shell);
        assertMalformed("a1" + "01" + shell);
    }

    @Test
    void aPayloadLargerThanAnyObjectIsMalformed() {
        var large = Bytes.of(new byte[Envelope.MAX_PAYLOAD + 1]);

        assertMalformed(ForeignForms.around(TYPE, HEADER, large, key).hex());
    }

    @Test
    void aDetachedPayloadMustBeTheSignedOne() throws Malformed {
        var claims = Claims.body(Item.of(1));
        var payload = Bytes.fromHex("a13a000100008101");
        var signed = Envelope.signDetached(TYPE, ENVIRONMENT, Bytes.EMPTY, claims, key);

        var read = Envelope.parse(TYPE, signed.encoded());

        assertThat(read.payload()).isEmpty();
        assertThat(read.isSignedBy(key.publicKey(), ENVIRONMENT)).isFalse();
        assertThat(read.isSignedBy(key.publicKey(), ENVIRONMENT, payload)).isTrue();
        assertThat(read.isSignedBy(key.publicKey(), ENVIRONMENT, Bytes.EMPTY)).isFalse();
        assertThatExceptionOfType(Malformed.class).isThrownBy(read::claims);
    }

    @Test
    void aSignerOfTheOtherAlgorithmIsRefused() {
        var claims = new Item.IntMap(Map.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Envelope.sign(
                                TYPE, ENVIRONMENT, Bytes.EMPTY, claims, samples.keys().es256()))
                .withMessageContaining("CHECKPOINT is signed with ED25519, not ES256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Prod", "a b", "a/b", "012345678901234567890123456789012", "é"})
    void anEnvironmentHasASimpleName(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Environment(name));
    }

    private static void assertMalformed(String hex) {
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> Envelope.parse(TYPE, Bytes.fromHex(hex)));
    }
}
