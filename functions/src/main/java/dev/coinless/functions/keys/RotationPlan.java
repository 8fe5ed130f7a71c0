package dev.coinless.functions.keys;

import dev.coinless.model.id.KeySerial;
import dev.coinless.model.keys.KeyUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When a key is due for its successor, and which serials stay good.
public final class RotationPlan {

    /// A module keeps the 4 highest serials of a usage; older ones are refused everywhere.
    static final int SERIALS_KEPT = 4;

    /// Issuer keys sign money; a stolen one is worth at most four weeks.
    private static final Duration GRANT_PERIOD = Duration.ofDays(7);

    /// Acknowledgements and seals move no money by themselves.
    private static final Duration SYNC_PERIOD = Duration.ofDays(90);

    /// Vouchers, media and licences outlive weeks.
    private static final Duration CERT_PERIOD = Duration.ofDays(730);

    private RotationPlan() {}

    static Duration period(KeyUsage usage) {
        return switch (usage) {
            case GRANT -> GRANT_PERIOD;
            case SYNC, SEAL -> SYNC_PERIOD;
            case CERT -> CERT_PERIOD;
        };
    }

    static boolean isDue(KeyUsage usage, Optional<PlatformKey> newest, Instant now) {
        return newest.isEmpty() || !now.isBefore(newest.get().made().plus(period(usage)));
    }

    /// Serials rise by one and start at 1; 0 stands for none.
    static KeySerial next(Optional<PlatformKey> newest) {
        return newest.map(key -> key.serial().next()).orElse(new KeySerial(1));
    }

    static KeySerial minimum(KeySerial newest) {
        return new KeySerial(Math.max(1, newest.value() - SERIALS_KEPT + 1));
    }
}
