package dev.coinless.model.sync;

import java.util.Arrays;
import java.util.Optional;

/// What an operator may set on a module from afar. The list is closed: nothing else can be set this
/// way, above all no path, key or address.
public enum ModuleSetting {
    /// Seconds that one code is broadcast.
    CODE_ROTATION(1, "code.rotation", 5, 300),
    /// Lowest price in minor units that phones show before they connect; 0 is unknown.
    PRICE_HINT(2, "price.hint", 0, 0xFFFF),
    /// Seconds for the machine to open a session.
    TIMEOUT_OPENING(3, "timeout.opening", 1, 120),
    /// Seconds for the customer to select.
    TIMEOUT_SESSION(4, "timeout.session", 5, 600),
    /// Seconds for the machine to say how a vend ended.
    TIMEOUT_VEND(5, "timeout.vend", 5, 600),
    /// Seconds for a phone to bring the grant for a selection that was made first.
    TIMEOUT_REQUEST(6, "timeout.request", 5, 120),
    /// Highest cap of a grant that the module takes, in minor units; above it OVER_LIMIT.
    CAP_LIMIT(7, "cap.limit", 1, 0xFFFF_FFFFL);

    private final int number;
    private final String label;
    private final long min;
    private final long max;

    ModuleSetting(int number, String label, long min, long max) {
        this.number = number;
        this.label = label;
        this.min = min;
        this.max = max;
    }

    /// The setting on the wire.
    public int number() {
        return number;
    }

    /// Its name in commands and in the module's own file of settings.
    public String label() {
        return label;
    }

    public long min() {
        return min;
    }

    public long max() {
        return max;
    }

    public boolean allows(long value) {
        return value >= min && value <= max;
    }

    /// Empty for a setting of a later version.
    public static Optional<ModuleSetting> of(long number) {
        return Arrays.stream(values()).filter(setting -> setting.number == number).findFirst();
    }

    public static Optional<ModuleSetting> ofLabel(String label) {
        return Arrays.stream(values()).filter(setting -> setting.label.equals(label)).findFirst();
    }
}
