package dev.coinless.proof.simulation;

import dev.coinless.edge.present.ConnectionId;
import dev.coinless.edge.present.RadioPort;
import dev.coinless.model.advertise.Advertisement;
import dev.coinless.model.advertise.LegacyAdvertising;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Malformed;
import java.util.Optional;

/// A module's radio: what it sends goes on a wire, and the witness hears it.
final class SimulatedRadio implements RadioPort {

    private final SimulatedModule module;
    private final Witness witness;
    private Optional<Advertisement> advertised = Optional.empty();

    SimulatedRadio(SimulatedModule module, Witness witness) {
        this.module = module;
        this.witness = witness;
    }

    Optional<Advertisement> advertised() {
        return advertised;
    }

    @Override
    public void advertise(Bytes advertisingData, Bytes scanResponse) {
        module.power().moment();
        try {
            advertised =
                    LegacyAdvertising.decode(LegacyAdvertising.DEVELOPMENT_COMPANY, scanResponse);
        } catch (Malformed e) {
            throw new Violation("an advertisement is not readable", e);
        }
        advertised.ifPresent(it -> witness.broadcast(module, it.code().counter()));
    }

    @Override
    public void silence() {
        advertised = Optional.empty();
    }

    @Override
    public void answer(long read, Bytes value) {
        module.answered(read, value);
    }

    @Override
    public void notifyOut(ConnectionId connection, Bytes frame) {
        module.power().moment();
        witness.said(module, connection, frame);
        module.link(connection).ifPresent(link -> link.notified(frame));
    }

    @Override
    public void notifyRequest(ConnectionId connection, Bytes start) {}

    @Override
    public void disconnect(ConnectionId connection) {
        module.drop(connection);
    }
}
