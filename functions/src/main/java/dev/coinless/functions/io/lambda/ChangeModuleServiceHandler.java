package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.coinless.functions.http.JsonBody;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.io.table.DynamoOperations;
import dev.coinless.functions.operate.DecideControl.Wish;
import dev.coinless.functions.operate.OperateModule;
import java.util.Map;

/// Invoked directly: `{"module", "operator", "service": "quarantine"}`; or `release`, or
/// `decommission`. What the module still reports is settled in any case.
public final class ChangeModuleServiceHandler
        implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private static final int MAX_WORD = 16;

    private final OperateModule operate;

    public ChangeModuleServiceHandler() {
        this(Wiring.ofEnvironment());
    }

    ChangeModuleServiceHandler(Wiring wiring) {
        this.operate = new OperateModule(new DynamoOperations(wiring.table()), wiring.attempts());
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        try {
            var body = AdminInput.of(input).only("module", "operator", "service");
            return ModuleWishes.carryOut(operate, body, wish(body));
        } catch (Refused e) {
            throw new AdminRefusal(e);
        }
    }

    private static Wish wish(JsonBody body) throws Refused {
        return switch (body.text("service", MAX_WORD)) {
            case "quarantine" -> new Wish.Quarantine();
            case "release" -> new Wish.Release();
            case "decommission" -> new Wish.Decommission();
            default ->
                    throw body.malformed("service", "must be quarantine, release or decommission");
        };
    }
}
