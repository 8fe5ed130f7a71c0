package dev.coinless.proof.simulation;

import dev.coinless.edge.uplink.UplinkEvent;
import dev.coinless.edge.uplink.UplinkPort;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.proof.simulation.Wires.Fate;

/// A module's own network: what it publishes waits in the cloud's queue, which may give it twice.
final class SimulatedUplink implements UplinkPort {

    /// A queue gives a message back so often, then it puts it aside.
    private static final int MAX_RECEIVES = 5;

    private final World world;
    private final SimulatedModule module;
    private boolean isThere = true;
    private boolean isConnected;

    SimulatedUplink(World world, SimulatedModule module) {
        this.world = world;
        this.module = module;
    }

    /// The network comes or goes.
    void turn(boolean isOn) {
        isThere = isOn;
        if (!module.member().hasNetwork() || module.isDark() || isConnected == isOn) {
            return;
        }
        isConnected = isOn;
        module.on(isOn ? new UplinkEvent.Connected() : new UplinkEvent.Lost());
    }

    void booted() {
        isConnected = false;
        turn(isThere);
    }

    void dark() {
        isConnected = false;
    }

    boolean isOn() {
        return isThere;
    }

    @Override
    public void publish(Bytes bundle) {
        module.power().moment();
        if (isConnected) {
            queue(bundle, 1);
        }
    }

    private void queue(Bytes bundle, int receives) {
        world.wires()
                .send(
                        "a bundle of " + module.name() + " in the queue",
                        fate -> {
                            if (fate == Fate.LOST) {
                                return;
                            }
                            boolean isDone = world.cloud().queued(bundle);
                            if (fate == Fate.TWICE || (!isDone && receives < MAX_RECEIVES)) {
                                queue(bundle, receives + 1);
                            }
                        });
    }

    /// The cloud publishes to the module.
    void down(Bytes bundle) {
        world.wires()
                .send(
                        "a bundle for " + module.name(),
                        fate -> {
                            if (fate != Fate.LOST && isConnected) {
                                module.on(new UplinkEvent.Received(bundle));
                            }
                            if (fate == Fate.TWICE) {
                                down(bundle);
                            }
                        });
    }

    @Override
    public void close() {}
}
