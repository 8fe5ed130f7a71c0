package dev.coinless.proof.simulation;

import dev.coinless.model.id.GrantId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What really happened, whatever anybody says: what holders wanted and what machines gave.
final class Goods {

    /// A signal to a machine.
    ///
    /// @param price in minor units
    record Vend(GrantId grant, long price) {}

    private final Map<GrantId, Long> given = new LinkedHashMap<>();
    private final Set<GrantId> wanted = new HashSet<>();
    private final Set<GrantId> doubts = new HashSet<>();

    /// The holder has handed the grant to a module, to pay with it.
    void wanted(GrantId grant) {
        wanted.add(grant);
    }

    /// The goods fell.
    void given(Vend vend) {
        given.merge(vend.grant(), vend.price(), Math::addExact);
    }

    /// A power cut, a lost line or too long a wait hid what the machine did.
    void doubt(GrantId grant) {
        doubts.add(grant);
    }

    boolean isWanted(GrantId grant) {
        return wanted.contains(grant);
    }

    boolean isInDoubt(GrantId grant) {
        return doubts.contains(grant);
    }

    long given(GrantId grant) {
        return given.getOrDefault(grant, 0L);
    }

    /// Grants for which goods fell.
    List<GrantId> all() {
        return List.copyOf(given.keySet());
    }

    /// Vends that gave something.
    int count() {
        return given.size();
    }
}
