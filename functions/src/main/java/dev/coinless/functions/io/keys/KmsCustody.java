package dev.coinless.functions.io.keys;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.SignatureAlgorithm;
import dev.coinless.model.sign.Signer;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/// Keys in AWS KMS: the root is an asymmetric key (ECC_NIST_EDWARDS25519) that only signs, the
/// wrapping key a symmetric one. Which function may use which is said in template.yaml.
public final class KmsCustody implements Custody {

    /// Names the purpose in every ciphertext and in CloudTrail.
    private static final String CONTEXT = "coinless";

    private final Supplier<KmsClient> kms;
    private final String rootKey;
    private final String wrapKey;
    private final Ed25519PublicKey offlineRoot;

    /// @param kms made when it is first needed, so that start-up needs no network
    /// @param rootKey id or ARN of the signing key
    /// @param wrapKey id or ARN of the symmetric key
    /// @param offlineRoot whose private half is held offline
    public KmsCustody(
            Supplier<KmsClient> kms, String rootKey, String wrapKey, Ed25519PublicKey offlineRoot) {
        this.kms = kms;
        this.rootKey = rootKey;
        this.wrapKey = wrapKey;
        this.offlineRoot = offlineRoot;
    }

    @Override
    public List<Ed25519PublicKey> roots() {
        // SubjectPublicKeyInfo (RFC 8410) ends with the key's 32 bytes.
        var info = bytes(kms.get().getPublicKey(get -> get.keyId(rootKey)).publicKey());
        var key = info.slice(info.length() - Ed25519PublicKey.LENGTH, info.length());
        return List.of(new Ed25519PublicKey(key), offlineRoot);
    }

    @Override
    public Signer signer() {
        return new Signer() {
            @Override
            public SignatureAlgorithm algorithm() {
                return SignatureAlgorithm.ED25519;
            }

            @Override
            public Bytes sign(Bytes toBeSigned) {
                return bytes(
                        kms.get()
                                .sign(sign ->
                                        sign.keyId(rootKey)
                                                .message(sdk(toBeSigned))
                                                .messageType(MessageType.RAW)
                                                .signingAlgorithm(
                                                        SigningAlgorithmSpec.ED25519_SHA_512))
                                .signature());
            }
        };
    }

    @Override
    public Bytes wrap(String context, Bytes secret) {
        return bytes(
                kms.get()
                        .encrypt(encrypt ->
                                encrypt.keyId(wrapKey)
                                        .plaintext(sdk(secret))
                                        .encryptionContext(Map.of(CONTEXT, context)))
                        .ciphertextBlob());
    }

    @Override
    public Bytes unwrap(String context, Bytes wrapped) {
        try {
            return bytes(
                    kms.get()
                            .decrypt(decrypt ->
                                    decrypt.keyId(wrapKey)
                                            .ciphertextBlob(sdk(wrapped))
                                            .encryptionContext(Map.of(CONTEXT, context)))
                            .plaintext());
        } catch (InvalidCiphertextException e) {
            throw new IllegalStateException(context + " does not open with key " + wrapKey, e);
        }
    }

    private static Bytes bytes(SdkBytes bytes) {
        return Bytes.of(bytes.asByteArray());
    }

    private static SdkBytes sdk(Bytes bytes) {
        return SdkBytes.fromByteArray(bytes.toArray());
    }
}
