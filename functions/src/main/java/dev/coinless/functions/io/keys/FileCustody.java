package dev.coinless.functions.io.keys;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Keys in files of one directory, made by `coinless-provisioning init`; for a local deployment.
///
/// Each file holds one key in hexadecimal: `root.key` (Ed25519 seed), `data.key` (AES-256) and
/// `offline-root.pub` (Ed25519 public key). Files are read when they are needed, not before.
public final class FileCustody implements Custody {

    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;
    private static final int DATA_KEY_LENGTH = 32;

    private final Path directory;
    private final SecureRandom random;

    public FileCustody(Path directory, SecureRandom random) {
        this.directory = directory;
        this.random = random;
    }

    @Override
    public List<Ed25519PublicKey> roots() {
        return List.of(
                root().publicKey(),
                new Ed25519PublicKey(read("offline-root.pub", Ed25519PublicKey.LENGTH)));
    }

    @Override
    public Signer signer() {
        return root();
    }

    @Override
    public Bytes wrap(String context, Bytes secret) {
        var nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, context, nonce).doFinal(secret.toArray());
            return Bytes.concat(Bytes.of(nonce), Bytes.of(sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not encrypt a key", e);
        }
    }

    @Override
    public Bytes unwrap(String context, Bytes wrapped) {
        var nonce = wrapped.first(NONCE_LENGTH).toArray();
        var sealed = wrapped.slice(NONCE_LENGTH, wrapped.length()).toArray();
        try {
            return Bytes.of(cipher(Cipher.DECRYPT_MODE, context, nonce).doFinal(sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "%s does not open with the keys in %s: they are another deployment's"
                            .formatted(context, directory),
                    e);
        }
    }

    private Cipher cipher(int mode, String context, byte[] nonce) throws GeneralSecurityException {
        var key = read("data.key", DATA_KEY_LENGTH).toArray();
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce), random);
        cipher.updateAAD(Bytes.utf8(context).toArray());
        return cipher;
    }

    private Ed25519PrivateKey root() {
        return new Ed25519PrivateKey(read("root.key", Ed25519PrivateKey.LENGTH));
    }

    private Bytes read(String name, int length) {
        var file = directory.resolve(name);
        try {
            return Bytes.fromHex(Files.readString(file).strip()).requireLength(name, length);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read %s; make the keys with 'init --key-dir %s'"
                            .formatted(file, directory),
                    e);
        }
    }
}
