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
/// @param roots of the platform, as they came with the app; without any, the certificate counts
///   that the cloud itself shows over TLS
public record BookTrust(List<Ed25519PublicKey> roots, Environment environment) {
    public BookTrust {
        roots = List.copyOf(roots);
    }

    /// Whether the certified key signed the header.
    ///
    /// @param keyCert as the cloud sent it along
    /// @throws Malformed if it is no certificate
    public boolean believes(SignedHeader header, Bytes keyCert) throws Malformed {
        var cert =
                roots.isEmpty()
                        ? java.util.Optional.of(KeyCert.unverified(keyCert))
                        : KeyCert.verify(keyCert, roots, environment);
        return cert.filter(it -> it.usage() == KeyUsage.SYNC)
                .filter(it -> it.serial().equals(header.issuer()))
                .filter(it -> header.isSignedBy(it.verifier(), environment))
                .isPresent();
    }
}
