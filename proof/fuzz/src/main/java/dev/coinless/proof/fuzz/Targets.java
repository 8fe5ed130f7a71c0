package dev.coinless.proof.fuzz;

import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The targets by name, each with inputs to start from: the golden vectors of the protocol's page.
///
/// @param vectors the page's
record Targets(Vectors vectors) {

    /// The page's issuer key and deployment, and the vector that they signed.
    private static final Environment ENVIRONMENT = new Environment("test");

    private static final String GENUINE = "grant-holder";

    /// Makes each target when it is wanted.
    private Map<String, Supplier<Target>> all() {
        var targets = new LinkedHashMap<String, Supplier<Target>>();
        targets.put("objects", Objects::new);
        targets.put("mutants", this::mutants);
        targets.put("radio", Radio::new);
        targets.put("machine-line", MachineLine::new);
        Bodies.ROUTES.forEach(route -> targets.put("body-" + route, () -> new Bodies(route)));
        return targets;
    }

    List<String> names() {
        return List.copyOf(all().keySet());
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
        return target.get();
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
