package dev.coinless.proof.fuzz;

import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;
import java.util.LinkedHashMap;
import java.util.Map;

/// The targets by name, each with inputs to start from: the golden vectors of the protocol's page.
///
/// @param vectors the page's
record Targets(Vectors vectors) {

    /// The page's issuer key and deployment, and the vector that they signed.
    private static final Environment ENVIRONMENT = new Environment("test");

    private static final String GENUINE = "grant-holder";

    Map<String, Target> all() {
        var targets = new LinkedHashMap<String, Target>();
        targets.put("objects", new Objects());
        targets.put("mutants", mutants());
        targets.put("radio", new Radio());
        targets.put("machine-line", new MachineLine());
        return targets;
    }

    /// The target of that name.
    ///
    /// @throws IllegalArgumentException with the names there are
    Target named(String name) {
        var all = all();
        var target = all.get(name);
        if (target == null) {
            throw new IllegalArgumentException(
                    "no such target: " + name + "; there are " + String.join(", ", all.keySet()));
        }
        return target;
    }

    private Target mutants() {
        var genuine = vectors.bytes(GENUINE, "signed");
        var key = new Ed25519PrivateKey(vectors.bytes(GENUINE, "private")).publicKey();
        try {
            if (!GrantToken.parse(genuine).isSignedBy(key, ENVIRONMENT)) {
                throw new IllegalStateException("the vector " + GENUINE + " does not verify");
            }
        } catch (Malformed e) {
            throw new IllegalStateException("the vector " + GENUINE + " is no grant", e);
        }
        return new Mutants(
                ObjectType.GRANT, genuine, envelope -> envelope.isSignedBy(key, ENVIRONMENT));
    }
}
