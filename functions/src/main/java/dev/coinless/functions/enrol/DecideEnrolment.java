package dev.coinless.functions.enrol;

import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.module.PaymentModule.Enrolled;
import dev.coinless.model.id.Generation;
import dev.coinless.model.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides what a registration makes of a module.
///
/// The same signing key again keeps the generation, so that a lost answer can be fetched again; a
/// new key is a new generation.
public final class DecideEnrolment {

    private DecideEnrolment() {}

    /// What becomes of the module.
    public sealed interface Decision {

        record Accepted(PaymentModule module) implements Decision {}

        record Refused(Refusal reason, String detail) implements Decision {}
    }

    /// Decides.
    ///
    /// @param fleetSecret the version that a new generation's secret derives from
    public static Decision decide(
            Registration registration, Optional<PaymentModule> known, int fleetSecret) {
        if (known.isEmpty()) {
            return accepted(registration, 1, List.of(first(registration, fleetSecret)));
        }
        var module = known.get();
        if (!module.operator().equals(registration.operator())) {
            return new Decision.Refused(
                    Refusal.WRONG_OPERATOR,
                    "module %s belongs to operator %s".formatted(module.id(), module.operator()));
        }
        if (!module.currency().equals(registration.currency())) {
            return new Decision.Refused(
                    Refusal.MISMATCH,
                    "module %s sells in %s".formatted(module.id(), module.currency()));
        }
        var signing = registration.request().signing();
        if (module.current().signingKey().equals(signing)) {
            return accepted(registration, module.version() + 1, again(registration, module));
        }
        if (module.generations().stream().anyMatch(each -> each.signingKey().equals(signing))) {
            return new Decision.Refused(
                    Refusal.SUPERSEDED,
                    "these keys belong to an earlier generation; make new ones on the module");
        }
        if (module.current().generation().value() == Generation.MAX) {
            return new Decision.Refused(
                    Refusal.OVER_LIMIT, "module %s had all 256 generations".formatted(module.id()));
        }
        var generations = new ArrayList<>(module.generations());
        generations.add(enrolled(module.current().generation().next(), registration, fleetSecret));
        return accepted(registration, module.version() + 1, generations);
    }

    private static Enrolled first(Registration registration, int fleetSecret) {
        return enrolled(new Generation(1), registration, fleetSecret);
    }

    /// The same generation, with the sealing key that the request names now.
    private static List<Enrolled> again(Registration registration, PaymentModule module) {
        var current = module.current();
        var generations = new ArrayList<>(module.generations());
        generations.set(
                generations.size() - 1,
                enrolled(current.generation(), registration, current.fleetSecret()));
        return generations;
    }

    private static Enrolled enrolled(
            Generation generation, Registration registration, int fleetSecret) {
        return new Enrolled(
                generation,
                registration.request().signing(),
                Optional.of(registration.request().sealing()),
                fleetSecret,
                registration.request().certificateRequest().isPresent());
    }

    private static Decision accepted(
            Registration registration, long version, List<Enrolled> generations) {
        return new Decision.Accepted(
                new PaymentModule(
                        registration.request().module(),
                        version,
                        registration.operator(),
                        registration.name(),
                        registration.currency(),
                        registration.kind(),
                        registration.licensed(),
                        registration.prices(),
                        registration.lines(),
                        generations));
    }
}
