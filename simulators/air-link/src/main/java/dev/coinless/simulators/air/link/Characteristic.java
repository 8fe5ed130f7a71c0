package dev.coinless.simulators.air.link;

/// The four characteristics of the one service, with what may be done to each.
public enum Characteristic {
    /// What the module is and its nonce: read.
    INFO(true, false, false),
    /// The module's open authorization request: read, notify.
    REQUEST(true, false, true),
    /// From phone to module: write.
    IN(false, true, false),
    /// From module to phone: notify.
    OUT(false, false, true);

    private final boolean readable;
    private final boolean writable;
    private final boolean notifying;

    Characteristic(boolean readable, boolean writable, boolean notifying) {
        this.readable = readable;
        this.writable = writable;
        this.notifying = notifying;
    }

    public boolean readable() {
        return readable;
    }

    public boolean writable() {
        return writable;
    }

    public boolean notifying() {
        return notifying;
    }
}
