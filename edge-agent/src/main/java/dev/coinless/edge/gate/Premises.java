package dev.coinless.edge.gate;

import dev.coinless.edge.advertise.CodeRing;
import dev.coinless.edge.journal.Consumption;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.time.Uptime;
import java.util.Optional;
import java.util.Set;

/// The facts that a decision stands on, read at one moment.
///
/// @param spentBy what consumed the candidate's code, if anything did
/// @param kinds the signals that the machine port can give
/// @param machineFree whether the port is ready and no session is under way
public record Premises(
        KeyRing keys,
        CodeRing ring,
        Optional<Consumption> spentBy,
        Set<GrantKind> kinds,
        boolean machineFree,
        Uptime now) {}
