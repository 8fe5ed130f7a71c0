package dev.coinless.functions.enrol;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.enrol.NetworkAccess;
import dev.coinless.model.id.ModuleId;

/// Port to whoever certifies modules with a network and lets them connect. A module has one valid
/// certificate or none.
public interface CertificateIssuer {

    /// Certifies a module's network key and revokes what the module had before. A second call makes
    /// another certificate for the same key, and revokes the first.
    ///
    /// @param request PKCS#10, DER
    /// @throws IllegalArgumentException if that is no certificate request, or not signed by its key
    NetworkAccess certify(ModuleId module, Bytes request);

    /// Revokes every certificate of a module; one that never had any stays as it is.
    void revoke(ModuleId module);
}
