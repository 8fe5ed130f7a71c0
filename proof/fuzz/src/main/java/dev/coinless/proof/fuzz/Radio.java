package dev.coinless.proof.fuzz;

import dev.coinless.model.advertise.Advertisement;
import dev.coinless.model.advertise.LegacyAdvertising;
import dev.coinless.model.advertise.ModuleStatus;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.Reassembly;
import dev.coinless.model.sync.BundlePart;
import dev.coinless.model.sync.BundlePull;
import dev.coinless.model.sync.BundleRefused;
import dev.coinless.model.sync.SealedBundle;
import dev.coinless.model.wire.Malformed;

/// What comes by radio: advertisements, `Info`, frames that are cut anywhere, and what is in them.
///
/// The first byte chooses the reader, for frames also how long each is.
final class Radio implements Target {

    private static final int COMPANY = 0xffff;
    private static final int READERS = 5;

    @Override
    public void take(Bytes input) {
        if (input.length() == 0) {
            return;
        }
        int choice = input.unsignedAt(0);
        var rest = input.slice(1, input.length());
        try {
            switch (choice % READERS) {
                case 0 -> LegacyAdvertising.decode(COMPANY, rest);
                case 1 -> Advertisement.decode(rest);
                case 2 -> ModuleStatus.decode(rest);
                case 3 -> sealed(rest);
                default -> frames(1 + choice, rest);
            }
        } catch (Malformed _) {
            // Refused.
        }
    }

    private static void sealed(Bytes bytes) {
        try {
            if (!SealedBundle.parse(bytes).encoded().equals(bytes)) {
                throw new AssertionError("a sealed bundle has two forms");
            }
        } catch (BundleRefused _) {
            // Refused.
        }
    }

    private static void frames(int length, Bytes bytes) throws Malformed {
        Reassembly state = new Reassembly.Idle();
        for (int from = 0; from < bytes.length(); from += length) {
            var frame = bytes.slice(from, Math.min(from + length, bytes.length()));
            var step = Reassembly.step(state, frame);
            state = step.next();
            if (state instanceof Reassembly.Receiving(_, _, _, var received)
                    && received > Message.MAX_BODY) {
                throw new AssertionError("more was kept than a message may have: " + received);
            }
            if (step.outcome() instanceof Reassembly.Outcome.Complete(var message)) {
                read(message);
            }
        }
    }

    private static void read(Message message) throws Malformed {
        switch (message.kind()) {
            case PULL -> BundlePull.parse(message.body());
            case PART, PUSH -> BundlePart.parse(message.body());
            default -> {
                // Objects have a target of their own.
            }
        }
    }
}
