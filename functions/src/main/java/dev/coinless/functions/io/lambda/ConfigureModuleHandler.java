package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.coinless.functions.http.JsonBody;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.io.table.DynamoOperations;
import dev.coinless.functions.operate.DecideControl.Wish;
import dev.coinless.functions.operate.OperateModule;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.receipt.VendedItem;
import dev.coinless.model.sync.ModuleSetting;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Invoked directly: `{"module", "operator", "settings": {"code.rotation": 20, "price.hint": null},
/// "prices": {"12": 175, "13": null}, "currency": "EUR"}`. What is not named stays, `null` takes
/// away; the last three members may be left out.
public final class ConfigureModuleHandler
        implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private static final int CURRENCY_LENGTH = 3;

    private final OperateModule operate;

    public ConfigureModuleHandler() {
        this(Wiring.ofEnvironment());
    }

    ConfigureModuleHandler(Wiring wiring) {
        this.operate = new OperateModule(new DynamoOperations(wiring.table()), wiring.attempts());
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        try {
            var body = AdminInput.of(input);
            body.only("module", "operator", "settings", "prices", "currency");
            var wish = new Wish.Configure(currency(body), settings(body), prices(body));
            return ModuleWishes.carryOut(operate, body, wish);
        } catch (Refused e) {
            throw new AdminRefusal(e);
        }
    }

    private static Optional<Currency> currency(JsonBody body) throws Refused {
        if (!body.has("currency")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Currency.getInstance(body.text("currency", CURRENCY_LENGTH)));
        } catch (IllegalArgumentException e) {
            throw body.malformed("currency", "must be an ISO 4217 code such as EUR");
        }
    }

    private static Map<ModuleSetting, Optional<Long>> settings(JsonBody body) throws Refused {
        Map<ModuleSetting, Optional<Long>> settings = new EnumMap<>(ModuleSetting.class);
        if (body.has("settings")) {
            var given = body.object("settings");
            for (var name : given.members()) {
                var setting = ModuleSetting.ofLabel(name);
                if (setting.isEmpty()) {
                    throw given.malformed(name, "is not a setting of modules");
                }
                settings.put(
                        setting.get(),
                        value(given, name, setting.get().min(), setting.get().max()));
            }
        }
        return settings;
    }

    private static Map<Integer, Optional<Long>> prices(JsonBody body) throws Refused {
        Map<Integer, Optional<Long>> prices = new HashMap<>();
        if (body.has("prices")) {
            var given = body.object("prices");
            for (var name : given.members()) {
                if (!name.matches("[0-9]{1,5}") || Integer.parseInt(name) > VendedItem.MAX_ITEM) {
                    throw given.malformed(name, "must be an item number, 0 to 65535");
                }
                prices.put(Integer.parseInt(name), value(given, name, 0, Grant.MAX_CAP));
            }
        }
        return prices;
    }

    private static Optional<Long> value(JsonBody body, String name, long min, long max)
            throws Refused {
        return body.isNull(name) ? Optional.empty() : Optional.of(body.number(name, min, max));
    }
}
