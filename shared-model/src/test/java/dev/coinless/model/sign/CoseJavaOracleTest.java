package dev.coinless.model.sign;

import static org.assertj.core.api.Assertions.assertThat;

import COSE.CoseException;
import COSE.MessageTag;
import COSE.OneKey;
import COSE.Sign1Message;
import com.upokecenter.cbor.CBORObject;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import dev.coinless.model.samples.SignedForm;
import dev.coinless.model.samples.SignedSample;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import java.security.Security;
import java.util.Map;
import net.i2p.crypto.eddsa.EdDSASecurityProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The COSE working group's own Java library, as a second opinion on our envelope.
class CoseJavaOracleTest {
    private static final int ROUNDS = 10;
    private static final String OTHER = "elsewhere";

    private static final EdDSASecurityProvider PROVIDER = new EdDSASecurityProvider();

    private final Samples samples = new Samples(Seed.random());

    /// The library finds Ed25519 by the name of this provider.
    @BeforeAll
    static void addProvider() {
        Security.addProvider(PROVIDER);
    }

    @AfterAll
    static void removeProvider() {
        Security.removeProvider(PROVIDER.getName());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PRESENTATION")
    void itBelievesEverySignedObjectAndOnlyInItsEnvironment(SignedForm form) throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            var sample = form.sample(samples);
            var key = okp(((Ed25519PrivateKey) sample.signer()).publicKey());

            var message = message(sample.encoded());

            assertThat(message.GetContent()).isNotEmpty();
            assertThat(isGenuine(message, key, aad(sample.type(), "test"))).isTrue();
            assertThat(isGenuine(message, key, aad(sample.type(), OTHER))).isFalse();
        }
    }

    @Test
    void itBelievesTheHoldersProofOverItsDetachedPayload() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            var holder = samples.keys().es256();
            var claims = Claims.body(Item.of(samples.bytes(16)), Item.of(samples.bytes(32)));
            var proof =
                    Envelope.signDetached(
                            ObjectType.PRESENT,
                            SignedSample.ENVIRONMENT,
                            Bytes.EMPTY,
                            claims,
                            holder);

            var message = message(proof.encoded());
            message.SetContent(Cbor.encode(claims).toArray());

            assertThat(isGenuine(message, ec2(holder), aad(ObjectType.PRESENT, "test"))).isTrue();
            assertThat(isGenuine(message, ec2(holder), aad(ObjectType.PRESENT, OTHER))).isFalse();
        }
    }

    private static Sign1Message message(Bytes encoded) throws CoseException {
        return (Sign1Message) COSE.Message.DecodeFromBytes(encoded.toArray(), MessageTag.Sign1);
    }

    private static boolean isGenuine(Sign1Message message, OneKey key, Bytes aad)
            throws CoseException {
        message.setExternal(aad.toArray());
        return message.validate(key);
    }

    private static Bytes aad(ObjectType type, String environment) {
        return type.externalAad(new Environment(environment));
    }

    private static OneKey okp(Ed25519PublicKey key) throws CoseException {
        return key(Map.of(1L, Item.of(1), -1L, Item.of(6), -2L, Item.of(key.encoded())));
    }

    private static OneKey ec2(Es256PrivateKey key) throws CoseException {
        var point = P256.DOMAIN.getG().multiply(P256.number(key.scalar())).normalize();
        return key(
                Map.of(
                        1L, Item.of(2),
                        -1L, Item.of(1),
                        -2L, Item.of(Bytes.of(point.getAffineXCoord().getEncoded())),
                        -3L, Item.of(Bytes.of(point.getAffineYCoord().getEncoded()))));
    }

    private static OneKey key(Map<Long, Item> coseKey) throws CoseException {
        var encoded = Cbor.encode(new Item.IntMap(coseKey));
        return new OneKey(CBORObject.DecodeFromBytes(encoded.toArray()));
    }
}
