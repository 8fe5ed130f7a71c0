package dev.coinless.proof.simulation;

import dev.coinless.proof.simulation.Wires.Fate;
import dev.coinless.wallet.cloud.Network;

/// A phone's way to the cloud: what becomes of an exchange was decided before.
final class SimulatedNetwork implements Network {

    private final SimulatedCloud cloud;
    private final Wires wires;
    private Fate fate = Fate.ARRIVES;

    SimulatedNetwork(SimulatedCloud cloud, Wires wires) {
        this.cloud = cloud;
        this.wires = wires;
    }

    /// Something that exchanges.
    interface Exchange<T> {
        T run() throws InterruptedException;
    }

    /// Lets all exchanges within have this fate.
    <T> T with(Fate decided, Exchange<T> exchange) {
        fate = decided;
        try {
            return exchange.run();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a simulation", e);
        } finally {
            fate = Fate.ARRIVES;
        }
    }

    @Override
    public Answer exchange(Call call) throws NetworkFailure {
        if (fate == Fate.LOST) {
            throw new NetworkFailure("lost on the way", false);
        }
        var decided = fate;
        Answer answer;
        try {
            answer = cloud.serve(call);
        } catch (FunctionDied dead) {
            throw new NetworkFailure("no answer", true);
        }
        if (decided == Fate.TWICE) {
            wires.send(new Wires.Packet("a request for the second time", false, _ -> again(call)));
        }
        if (decided == Fate.ANSWER_LOST) {
            throw new NetworkFailure("the answer is lost", true);
        }
        return answer;
    }

    private void again(Call call) {
        try {
            cloud.serve(call);
        } catch (FunctionDied dead) {
            // Nobody waits for this answer.
        }
    }

    @Override
    public String authority() {
        return Fixture.AUTHORITY;
    }
}
