package dev.coinless.edge.gate;

import dev.coinless.edge.advertise.CodeRing;
import dev.coinless.edge.authorize.OpenRequest;
import dev.coinless.edge.journal.Consumption;
import dev.coinless.model.id.Counter;
import dev.coinless.model.time.Uptime;
import java.util.List;
import java.util.Optional;

/// The facts that a decision stands on, read at one moment.
///
/// @param request the one that is open
/// @param closed those that were closed and whose counters are not below the floor yet
/// @param spentBy what consumed the candidate's code, if anything did
/// @param capability what the machine port can do
/// @param machineFree whether the port is ready and no session is under way
public record Premises(
        KeyRing keys,
        CodeRing ring,
        Optional<OpenRequest> request,
        List<OpenRequest> closed,
        Optional<Consumption> spentBy,
        Capability capability,
        boolean machineFree,
        Restrictions restrictions,
        Uptime now) {

    public Premises {
        closed = List.copyOf(closed);
    }

    /// The closed request with this counter.
    Optional<OpenRequest> closedWith(Counter counter) {
        return closed.stream().filter(request -> request.counter().equals(counter)).findFirst();
    }

    /// The open request, if its code has this counter.
    Optional<OpenRequest> requestWith(Counter counter) {
        return request.filter(open -> open.counter().equals(counter));
    }

    /// Since when the code of this counter can be used; empty if it can not.
    Optional<Uptime> liveSince(Counter counter) {
        return requestWith(counter)
                .map(OpenRequest::since)
                .or(() -> ring.find(counter).map(CodeRing.Live::since));
    }
}
