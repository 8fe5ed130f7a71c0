package dev.coinless.wallet.book;

import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.wire.Malformed;
import java.util.List;

/// Whose headers the phone believes.
///
/// @param roots of the platform; without any, nothing is believed
public record BookTrust(List<Ed25519PublicKey> roots, Environment environment) {
    public BookTrust {
        roots = List.copyOf(roots);
    }

    /// Whether the certified key signed the header.
    ///
    /// @param keyCert as the cloud sent it along
    /// @throws Malformed if it is no certificate
    /// @throws OtherRoot if none of the roots has signed the certificate
    public boolean believes(SignedHeader header, Bytes keyCert) throws Malformed, OtherRoot {
        var cert = KeyCert.verify(keyCert, roots, environment).orElseThrow(OtherRoot::new);
        return cert.usage() == KeyUsage.SYNC
                && cert.serial().equals(header.issuer())
                && header.isSignedBy(cert.verifier(), environment);
    }
}
