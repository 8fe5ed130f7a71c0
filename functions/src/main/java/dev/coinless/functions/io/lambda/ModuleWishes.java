package dev.coinless.functions.io.lambda;

import dev.coinless.functions.http.JsonBody;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.module.ModuleControl;
import dev.coinless.functions.operate.DecideControl.Decision;
import dev.coinless.functions.operate.DecideControl.Wish;
import dev.coinless.functions.operate.OperateModule;
import dev.coinless.model.id.ModuleId;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the functions have in common that change a module's control.
final class ModuleWishes {

    /// As in an enrolment.
    static final int MAX_OPERATOR = 32;

    private ModuleWishes() {}

    static Map<String, Object> carryOut(OperateModule operate, JsonBody body, Wish wish)
            throws Refused {
        var module = new ModuleId(body.hex("module", ModuleId.LENGTH));
        var operator = body.text("operator", MAX_OPERATOR);
        return switch (operate.operate(module, operator, wish)) {
            case Decision.Accepted(var control) -> answer(control);
            case Decision.Refused(var reason, var detail) -> throw new AdminRefusal(reason, detail);
        };
    }

    private static Map<String, Object> answer(ModuleControl control) {
        var settings = new LinkedHashMap<String, Object>();
        control.settings().forEach((setting, value) -> settings.put(setting.label(), value));
        var answer = new LinkedHashMap<String, Object>();
        answer.put("module", control.module().toString());
        answer.put("configVersion", control.config().value());
        answer.put("settings", settings);
        answer.put("prices", control.prices());
        answer.put(
                "service",
                control.outOfService().map(it -> it.reason().name()).orElse("IN_SERVICE"));
        return answer;
    }
}
