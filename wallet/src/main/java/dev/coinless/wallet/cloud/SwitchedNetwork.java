package dev.coinless.wallet.cloud;

import java.util.concurrent.atomic.AtomicBoolean;

/// A network with a switch, as a phone's flight mode: off, nothing is sent and every exchange fails
/// at once.
public final class SwitchedNetwork implements Network {
    private final Network network;
    private final AtomicBoolean on = new AtomicBoolean(true);

    public SwitchedNetwork(Network network) {
        this.network = network;
    }

    public void turn(boolean isOn) {
        on.set(isOn);
    }

    public boolean isOn() {
        return on.get();
    }

    @Override
    public Answer exchange(Call call) throws NetworkFailure {
        if (!on.get()) {
            throw new NetworkFailure("the phone's network is off", false);
        }
        return network.exchange(call);
    }

    @Override
    public String authority() {
        return network.authority();
    }
}
