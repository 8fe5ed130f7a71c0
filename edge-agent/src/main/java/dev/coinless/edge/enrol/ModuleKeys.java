package dev.coinless.edge.enrol;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.enrol.Enrolment;
import dev.coinless.model.enrol.EnrolmentRequest;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.seal.SealPrivateKey;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.KeyGenerator;
import dev.coinless.model.wire.Malformed;
import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;

/// The private keys that a module makes for one enrolment.
///
/// @param network for a module that is to use a network of its own
public record ModuleKeys(
        ModuleId module,
        Environment environment,
        Ed25519PrivateKey signing,
        SealPrivateKey sealing,
        Optional<NetworkKey> network) {

    /// Makes fresh keys.
    ///
    /// @param random of cryptographic quality
    public static ModuleKeys generate(
            ModuleId module, Environment environment, KeyGenerator random) {
        return new ModuleKeys(
                module, environment, random.ed25519(), random.x25519(), Optional.empty());
    }

    /// The same keys and one for the network, if there is none yet.
    public ModuleKeys withNetwork(KeyGenerator random) {
        return new ModuleKeys(
                module,
                environment,
                signing,
                sealing,
                network.or(() -> Optional.of(new NetworkKey(random.es256()))));
    }

    /// The same keys for a module that uses no network.
    public ModuleKeys withoutNetwork() {
        return new ModuleKeys(module, environment, signing, sealing, Optional.empty());
    }

    /// The file to carry to the cloud.
    public String request() {
        return new EnrolmentRequest(
                        module,
                        signing.publicKey(),
                        sealing.publicKey(),
                        network.map(key -> key.request(module)))
                .toText(signing, environment);
    }

    /// Who the module is by an enrolment that was made for these keys.
    ///
    /// @throws Malformed if it was made for another module, environment or key, or a certificate in
    ///   it is not signed by its own roots
    public ModuleIdentity accept(Enrolment enrolment) throws Malformed {
        var open = enrolment.open();
        if (!open.module().equals(module)) {
            throw new Malformed(
                    "this enrolment is for module %s, this is %s".formatted(open.module(), module));
        }
        if (!open.environment().equals(environment)) {
            throw new Malformed(
                    "this enrolment is for environment %s, this module was prepared for %s"
                            .formatted(open.environment().name(), environment.name()));
        }
        for (Bytes keyCert : open.keyCerts()) {
            if (KeyCert.verify(keyCert, open.roots(), environment).isEmpty()) {
                throw new Malformed("a key certificate in it is signed by none of its roots");
            }
        }
        return new ModuleIdentity(
                enrolment.secret(sealing),
                environment,
                open.currency(),
                signing,
                sealing,
                open.roots(),
                open.keyCerts());
    }

    /// What the module connects with by an enrolment that was made for these keys; empty for a
    /// module without network.
    ///
    /// @throws Malformed if the certificate in it is for another key
    public Optional<NetworkIdentity> connect(Enrolment enrolment) throws Malformed {
        var access = enrolment.open().network();
        if (network.isEmpty() || access.isEmpty()) {
            return Optional.empty();
        }
        if (!certifies(access.get().certificate(), network.get())) {
            throw new Malformed(
                    "the certificate in this enrolment is not for this module's network key;"
                            + " make a new enrolment request");
        }
        return Optional.of(new NetworkIdentity(module, network.get(), access.get()));
    }

    private static boolean certifies(Bytes certificate, NetworkKey key) throws Malformed {
        try {
            var known = new X509CertificateHolder(certificate.toArray()).getSubjectPublicKeyInfo();
            return Bytes.of(known.getEncoded()).equals(key.encodedPublicKey());
        } catch (IOException e) {
            throw new Malformed("the certificate in this enrolment is damaged", e);
        }
    }

    /// Says nothing of the keys.
    @Override
    public String toString() {
        return "ModuleKeys[module=%s]".formatted(module);
    }
}
