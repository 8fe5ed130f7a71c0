package dev.coinless.wallet.book;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.model.book.BookEntry;
import dev.coinless.model.book.ConsistencyProof;
import dev.coinless.model.book.InclusionProof;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Reads what the cloud says of the Book; what comes out proves itself, whoever sent it.
public final class ReadProof {
    /// A hold has few entries; in proofs.
    private static final int MAX_PROOFS = 16;

    /// The platform has two.
    private static final int MAX_ROOTS = 4;

    private final Supplier<List<Ed25519PublicKey>> roots;
    private final Environment environment;

    /// @param roots that the phone holds the platform to; none before the first use
    public ReadProof(Supplier<List<Ed25519PublicKey>> roots, Environment environment) {
        this.roots = roots;
        this.environment = environment;
    }

    /// The roots that the platform names, to be pinned at the first use.
    ///
    /// @throws Malformed if it names none
    public List<Ed25519PublicKey> named(JsonNode body) throws Malformed {
        var named = new ArrayList<Ed25519PublicKey>();
        for (var each : body.path("roots")) {
            var root = decoded(each, "roots");
            if (root.length() != Ed25519PublicKey.LENGTH || named.size() == MAX_ROOTS) {
                throw new Malformed("roots are up to %d public keys".formatted(MAX_ROOTS));
            }
            named.add(new Ed25519PublicKey(root));
        }
        if (named.isEmpty()) {
            throw new Malformed("the platform names no root");
        }
        return named;
    }

    /// The entries of a grant under one header.
    public record Entries(SignedHeader header, List<BookEntry> entries, long waiting) {}

    /// The header of `GET /v1/book/header`, its signature verified.
    ///
    /// @throws Malformed if it is none, or not the platform's
    /// @throws OtherRoot if another root stands behind it
    public SignedHeader header(JsonNode body) throws Malformed, OtherRoot {
        return believed(SignedHeader.parse(bytes(body, "header")), body);
    }

    /// The header with its proof of `GET /v1/book/header/{number}/consistency`, its signature
    /// verified; the proof itself is not.
    ///
    /// @throws Malformed if it is none, or not the platform's
    public ConsistencyProof consistency(JsonNode body) throws Malformed, OtherRoot {
        var proof = ConsistencyProof.decode(bytes(body, "proof"));
        believed(proof.header(), body);
        return proof;
    }

    /// The entries that `GET /v1/grants/{grant}/proof` proves.
    ///
    /// @throws Malformed if a proof does not hold, or is of something else
    public Entries entries(JsonNode body, AccountId account, GrantId grant)
            throws Malformed, OtherRoot {
        var entries = new ArrayList<BookEntry>();
        var proofs = body.path("proofs");
        if (proofs.isEmpty() || proofs.size() > MAX_PROOFS) {
            throw new Malformed("1 to %d proofs are expected".formatted(MAX_PROOFS));
        }
        var header = inclusion(proofs.get(0)).header();
        for (var each : proofs) {
            var proof = inclusion(each);
            var fault = proof.fault();
            if (fault.isPresent()) {
                throw new Malformed(fault.get());
            }
            boolean isOwn =
                    proof.entry().account().equals(account)
                            && proof.entry().source().equals(grant.value());
            if (!isOwn || !proof.header().equals(header)) {
                throw new Malformed("a proof of another entry or under another header");
            }
            entries.add(proof.entry());
        }
        return new Entries(believed(header, body), entries, body.path("waiting").asLong());
    }

    private static InclusionProof inclusion(JsonNode text) throws Malformed {
        return InclusionProof.decode(decoded(text, "proofs"));
    }

    private SignedHeader believed(SignedHeader header, JsonNode body) throws Malformed, OtherRoot {
        var held = roots.get();
        var trust = new BookTrust(held.isEmpty() ? named(body) : held, environment);
        if (!trust.believes(header, bytes(body, "keyCert"))) {
            throw new Malformed("the header is not signed by the platform");
        }
        return header;
    }

    private static Bytes bytes(JsonNode body, String name) throws Malformed {
        return decoded(body.path(name), name);
    }

    private static Bytes decoded(JsonNode text, String name) throws Malformed {
        try {
            return Bytes.fromBase64Url(text.asText());
        } catch (IllegalArgumentException e) {
            throw new Malformed(name + " is not base64url", e);
        }
    }
}
