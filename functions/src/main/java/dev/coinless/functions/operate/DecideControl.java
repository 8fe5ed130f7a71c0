package dev.coinless.functions.operate;

import dev.coinless.functions.module.ModuleControl;
import dev.coinless.functions.module.ModuleControl.OutOfService;
import dev.coinless.functions.module.ModuleControl.Reason;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.module.Progress;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sync.ModuleConfig;
import dev.coinless.model.sync.ModuleSetting;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;

/// Decides what an operator's wish makes of a module's control. A wish that changes nothing keeps
/// the version, so that it may be repeated.
public final class DecideControl {

    private DecideControl() {}

    /// What an operator wants.
    public sealed interface Wish {

        /// Other settings and prices; what it does not name stays, a value left empty goes.
        record Configure(
                Optional<Currency> currency,
                Map<ModuleSetting, Optional<Long>> settings,
                Map<Integer, Optional<Long>> prices)
                implements Wish {
            public Configure {
                settings = Map.copyOf(settings);
                prices = Map.copyOf(prices);
            }
        }

        /// No more grants until it is released.
        record Quarantine() implements Wish {}

        /// Grants again, after a quarantine by its operator.
        record Release() implements Wish {}

        /// No more grants for this generation.
        record Decommission() implements Wish {}
    }

    /// What becomes of it.
    public sealed interface Decision {

        record Accepted(ModuleControl next) implements Decision {}

        record Refused(Refusal reason, String detail) implements Decision {}
    }

    /// Decides.
    ///
    /// @param operator who wants it; only a module's own may
    public static Decision decide(
            Wish wish,
            String operator,
            Optional<PaymentModule> known,
            ModuleControl control,
            Progress progress) {
        if (known.isEmpty()) {
            return new Decision.Refused(
                    Refusal.UNLICENSED,
                    "module %s is not enrolled here".formatted(control.module()));
        }
        var module = known.get();
        if (!module.operator().equals(operator)) {
            return new Decision.Refused(
                    Refusal.WRONG_OPERATOR,
                    "module %s belongs to another operator".formatted(module.id()));
        }
        return switch (wish) {
            case Wish.Configure configure -> configured(configure, module, control);
            case Wish.Quarantine() -> out(Reason.QUARANTINED, module, control);
            case Wish.Decommission() -> out(Reason.DECOMMISSIONED, module, control);
            case Wish.Release() -> released(module, control, progress);
        };
    }

    private static Decision configured(
            Wish.Configure wish, PaymentModule module, ModuleControl control) {
        if (!wish.currency().orElse(module.currency()).equals(module.currency())) {
            return new Decision.Refused(
                    Refusal.MISMATCH,
                    "module %s sells in %s; another currency needs another enrolment"
                            .formatted(module.id(), module.currency()));
        }
        var settings = control.settingsWith(wish.settings());
        var prices = ModuleControl.changed(control.pricesOf(module), wish.prices());
        if (prices.size() > ModuleConfig.MAX_PRICES) {
            return new Decision.Refused(
                    Refusal.OVER_LIMIT,
                    "a module has at most %d prices".formatted(ModuleConfig.MAX_PRICES));
        }
        boolean same =
                settings.equals(control.settings()) && prices.equals(control.pricesOf(module));
        return new Decision.Accepted(same ? control : control.configured(settings, prices));
    }

    private static Decision out(Reason reason, PaymentModule module, ModuleControl control) {
        var current = module.current().generation();
        var now = control.outOfService(current);
        if (now.equals(Optional.of(Reason.DECOMMISSIONED)) || now.equals(Optional.of(reason))) {
            return new Decision.Accepted(control);
        }
        return new Decision.Accepted(control.with(Optional.of(new OutOfService(reason, current))));
    }

    private static Decision released(
            PaymentModule module, ModuleControl control, Progress progress) {
        var current = module.current().generation();
        if (progress.isQuarantined(current)) {
            return new Decision.Refused(
                    Refusal.REVOKED,
                    "module %s contradicted itself; enrol it again".formatted(module.id()));
        }
        return switch (control.outOfService(current).orElse(null)) {
            case null -> new Decision.Accepted(control);
            case QUARANTINED -> new Decision.Accepted(control.with(Optional.empty()));
            case DECOMMISSIONED ->
                    new Decision.Refused(
                            Refusal.REVOKED,
                            "module %s is decommissioned; enrol it again".formatted(module.id()));
        };
    }
}
