package dev.coinless.model.sign;

/// The two signature algorithms, with their COSE numbers (RFC 9053 2).
public enum SignatureAlgorithm {
    /// EdDSA with Ed25519: platform and modules.
    ED25519(-8),
    /// ECDSA with P-256 and SHA-256: phones and cards, because secure elements hold these keys.
    ES256(-7);

    /// Both algorithms' signatures have this length in bytes.
    public static final int SIGNATURE_LENGTH = 64;

    private final int coseNumber;

    SignatureAlgorithm(int coseNumber) {
        this.coseNumber = coseNumber;
    }

    public int coseNumber() {
        return coseNumber;
    }
}
