package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.coinless.functions.io.table.DynamoKeys;
import dev.coinless.functions.keys.RotateKeys;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.KeyGenerator;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// By schedule, or invoked directly: makes the keys that are due. `{"usages": ["grant"]}` makes
/// those too although they are not due.
public final class RotateKeysHandler
        implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private final RotateKeys rotate;
    private final InstantSource clock;

    public RotateKeysHandler() {
        this(Wiring.ofEnvironment());
    }

    RotateKeysHandler(Wiring wiring) {
        this.rotate =
                new RotateKeys(
                        new DynamoKeys(wiring.table()),
                        wiring.custody(),
                        wiring.custody(),
                        new KeyGenerator(wiring.random()),
                        wiring.environment());
        this.clock = wiring.clock();
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        var serials = new TreeMap<String, Object>();
        rotate.rotate(usages(input), clock.instant())
                .forEach((usage, serial) ->
                        serials.put(usage.name().toLowerCase(Locale.ROOT), serial.value()));
        return Map.of("serials", serials);
    }

    private static Set<KeyUsage> usages(Map<String, Object> input) {
        var usages = EnumSet.noneOf(KeyUsage.class);
        if (input.get("usages") instanceof List<?> names) {
            for (var name : names) {
                usages.add(usage(String.valueOf(name)));
            }
        }
        return usages;
    }

    private static KeyUsage usage(String name) {
        try {
            return KeyUsage.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new AdminRefusal(
                    Refusal.MALFORMED, "usages must be of grant, cert, sync, seal, not " + name);
        }
    }
}
