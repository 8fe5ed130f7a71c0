package dev.coinless.model.radio;

import java.util.Arrays;
import java.util.Optional;

/// The kinds of messages over `In` (below 0x80) and `Out`.
public enum MessageKind {
    /// Phone: a Presentation.
    PRESENT(0x01),
    /// Phone: a key certificate the module lacks.
    KEYCERT(0x02),
    /// Phone: an acknowledgement of receipts, from the cloud.
    ACK(0x03),
    /// Phone: a grant bound to the open REQUEST, which needs no presentation.
    GRANT(0x04),
    /// Phone: asks for a part of the module's bundle, one [dev.coinless.model.sync.BundlePull].
    PULL(0x05),
    /// Phone: a part of the platform's bundle, one [dev.coinless.model.sync.BundlePart].
    PUSH(0x06),
    /// Module: what became of the phone's message, one [dev.coinless.model.present.Verdict].
    VERDICT(0x81),
    /// Module: how the session goes on, one [dev.coinless.model.present.SessionState].
    STATE(0x82),
    /// Module: a signed receipt.
    RECEIPT(0x83),
    /// Module: a signed checkpoint, beside STALE_CODE and CODE_SPENT.
    CHECKPOINT(0x84),
    /// Module: a part of its bundle, one [dev.coinless.model.sync.BundlePart].
    PART(0x85);

    private final int number;

    MessageKind(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public boolean fromPhone() {
        return number < 0x80;
    }

    public static Optional<MessageKind> of(int number) {
        return Arrays.stream(values()).filter(kind -> kind.number == number).findFirst();
    }
}
