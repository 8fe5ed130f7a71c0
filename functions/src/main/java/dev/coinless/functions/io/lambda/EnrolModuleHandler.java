package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.coinless.functions.enrol.EnrolModule;
import dev.coinless.functions.enrol.EnrolModule.Enrolled;
import dev.coinless.functions.enrol.ReadRegistration;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.io.table.DynamoModules;
import dev.coinless.model.sign.Environment;
import java.util.LinkedHashMap;
import java.util.Map;

/// Invoked directly by an operator's tool; see [ReadRegistration] for the input.
public final class EnrolModuleHandler
        implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private final EnrolModule enrol;
    private final Environment environment;

    public EnrolModuleHandler() {
        this(Wiring.ofEnvironment());
    }

    EnrolModuleHandler(Wiring wiring) {
        this.environment = wiring.environment();
        this.enrol =
                new EnrolModule(
                        new DynamoModules(wiring.table()),
                        wiring.keyRing(),
                        wiring.custody(),
                        wiring.certificates(),
                        environment,
                        wiring.attempts());
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        try {
            var registration = ReadRegistration.read(AdminInput.of(input), environment);
            return switch (enrol.enrol(registration)) {
                case Enrolled.Done done -> answer(done);
                case Enrolled.Refused(var reason, var detail) ->
                        throw new AdminRefusal(reason, detail);
            };
        } catch (Refused e) {
            throw new AdminRefusal(e);
        }
    }

    private static Map<String, Object> answer(Enrolled.Done done) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("enrolment", done.enrolment().toText());
        answer.put("module", done.module().id().toString());
        answer.put("generation", done.module().current().generation().value());
        return answer;
    }
}
