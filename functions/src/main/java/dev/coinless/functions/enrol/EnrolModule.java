package dev.coinless.functions.enrol;

import dev.coinless.functions.enrol.DecideEnrolment.Decision;
import dev.coinless.functions.keys.KeyRing;
import dev.coinless.functions.keys.RootKeys;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.enrol.Enrolment;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Environment;
import java.util.Optional;

/// Registers a module's keys and answers with what it needs to know: its generation, the roots, the
/// current key certificates, and its secret sealed to it.
public final class EnrolModule {

    private final ModuleStore modules;
    private final KeyRing keys;
    private final RootKeys roots;
    private final Environment environment;
    private final Attempts attempts;

    public EnrolModule(
            ModuleStore modules,
            KeyRing keys,
            RootKeys roots,
            Environment environment,
            Attempts attempts) {
        this.modules = modules;
        this.keys = keys;
        this.roots = roots;
        this.environment = environment;
        this.attempts = attempts;
    }

    /// What came of it.
    public sealed interface Enrolled {

        record Done(PaymentModule module, Enrolment enrolment) implements Enrolled {}

        record Refused(Refusal reason, String detail) implements Enrolled {}
    }

    public Enrolled enrol(Registration registration) {
        return attempts.until(() -> attempt(registration));
    }

    private Optional<Enrolled> attempt(Registration registration) {
        var known = modules.module(registration.request().module());
        return switch (DecideEnrolment.decide(registration, known, KeyRing.FLEET_SECRET)) {
            case Decision.Refused(var reason, var detail) ->
                    Optional.of(new Enrolled.Refused(reason, detail));
            case Decision.Accepted(var module) ->
                    modules.put(module) == Write.WRITTEN
                            ? Optional.of(new Enrolled.Done(module, answer(registration, module)))
                            : Optional.empty();
        };
    }

    private Enrolment answer(Registration registration, PaymentModule module) {
        var current = module.current();
        var open =
                new Enrolment.Open(
                        module.id(),
                        current.generation(),
                        environment,
                        module.currency(),
                        roots.roots(),
                        keys.certificates());
        var secret =
                keys.fleetSecret(current.fleetSecret()).secretOf(module.id(), current.generation());
        return Enrolment.seal(open, secret, registration.request().sealing());
    }
}
