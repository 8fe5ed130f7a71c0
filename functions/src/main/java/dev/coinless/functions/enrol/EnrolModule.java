package dev.coinless.functions.enrol;

import dev.coinless.functions.enrol.DecideEnrolment.Decision;
import dev.coinless.functions.keys.KeyRing;
import dev.coinless.functions.keys.RootKeys;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.enrol.Enrolment;
import dev.coinless.model.enrol.NetworkAccess;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Environment;
import java.util.Optional;

/// Registers a module's keys and answers with what it needs to know: its generation, the roots, the
/// current key certificates, and its secret sealed to it; and, if it asked for one, a certificate
/// for its own network. A module that enrols again loses the certificate it had.
public final class EnrolModule {

    private final ModuleStore modules;
    private final KeyRing keys;
    private final RootKeys roots;
    private final CertificateIssuer certificates;
    private final Environment environment;
    private final Attempts attempts;

    public EnrolModule(
            ModuleStore modules,
            KeyRing keys,
            RootKeys roots,
            CertificateIssuer certificates,
            Environment environment,
            Attempts attempts) {
        this.modules = modules;
        this.keys = keys;
        this.roots = roots;
        this.certificates = certificates;
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
                            ? Optional.of(done(registration, module, known.isPresent()))
                            : Optional.empty();
        };
    }

    private Enrolled done(Registration registration, PaymentModule module, boolean again) {
        try {
            var network = network(registration, module, again);
            return new Enrolled.Done(module, answer(registration, module, network));
        } catch (IllegalArgumentException e) {
            return new Enrolled.Refused(Refusal.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private Optional<NetworkAccess> network(
            Registration registration, PaymentModule module, boolean again) {
        var request = registration.request().certificateRequest();
        if (request.isEmpty() && again) {
            certificates.revoke(module.id());
        }
        return request.map(it -> certificates.certify(module.id(), it));
    }

    private Enrolment answer(
            Registration registration, PaymentModule module, Optional<NetworkAccess> network) {
        var current = module.current();
        var open =
                new Enrolment.Open(
                        module.id(),
                        current.generation(),
                        environment,
                        module.currency(),
                        roots.roots(),
                        keys.certificates(),
                        network);
        var secret =
                keys.fleetSecret(current.fleetSecret()).secretOf(module.id(), current.generation());
        return Enrolment.seal(open, secret, registration.request().sealing());
    }
}
