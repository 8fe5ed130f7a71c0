package dev.coinless.functions.io.lambda;

import dev.coinless.functions.sync.TakeBundle.Taken;

/// What the log says of a bundle.
final class BundleWords {

    private BundleWords() {}

    static String of(Taken taken) {
        return "module=%s generation=%s items=%d refused=%d%s down=%s"
                .formatted(
                        taken.bundle().module(),
                        taken.bundle().generation(),
                        taken.items(),
                        taken.refused(),
                        taken.quarantined() ? " QUARANTINED" : "",
                        taken.down().map(bytes -> bytes.length() + " bytes").orElse("nothing"));
    }
}
