package dev.coinless.edge.io.pins;

import java.util.List;

class FakePinsTest extends PinsContractTest {
    private final FakePins pins = new FakePins();

    @Override
    PinSource source() {
        return pins;
    }

    @Override
    void inhibit(boolean on) {
        pins.inhibit(1, on);
    }

    @Override
    void coin() {
        pins.coin(1);
    }

    @Override
    List<Seen> seen(int count) {
        return pins.seen();
    }

    @Override
    void lose() {
        pins.lose();
    }

    @Override
    boolean isActive() {
        return pins.isActive(1);
    }
}
