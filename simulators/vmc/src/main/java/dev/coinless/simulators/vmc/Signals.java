package dev.coinless.simulators.vmc;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.coinless.simulators.vmc.MachineEffect.Outcome;
import dev.coinless.simulators.vmc.MachineEffect.PaidBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every time that the machine was told, or paid, to turn a motor.
final class Signals {
    /// Signals kept for questions; counts go on beyond.
    static final int SIGNALS_KEPT = 10_000;

    /// One start of a motor.
    ///
    /// @param index from 0
    /// @param at ISO 8601
    /// @param price minor units that the item costs
    /// @param paid minor units that were approved, or taken from the coin credit
    /// @param outcome absent while the motor turns
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Signal(
            long index,
            String at,
            String kind,
            int item,
            long price,
            long paid,
            @JsonProperty("paid-by") PaidBy paidBy,
            @Nullable Outcome outcome) {

        Signal ended(Outcome how) {
            return new Signal(index, at, kind, item, price, paid, paidBy, how);
        }
    }

    private final List<Signal> kept = new ArrayList<>();
    private long cashless;
    private long coin;

    Signal begin(Instant at, MachineEffect.BeginVend vend) {
        var signal =
                new Signal(
                        cashless + coin,
                        at.toString(),
                        "vend",
                        vend.item().number(),
                        vend.item().price(),
                        vend.paid(),
                        vend.paidBy(),
                        null);
        switch (vend.paidBy()) {
            case CASHLESS -> cashless++;
            case COIN -> coin++;
        }
        if (kept.size() == SIGNALS_KEPT) {
            kept.subList(0, SIGNALS_KEPT / 2).clear();
        }
        kept.add(signal);
        return signal;
    }

    /// Ends the signal that began last.
    Signal end(Outcome outcome) {
        Signal ended = kept.removeLast().ended(outcome);
        kept.add(ended);
        return ended;
    }

    List<Signal> kept() {
        return List.copyOf(kept);
    }

    long cashless() {
        return cashless;
    }

    long coin() {
        return coin;
    }
}
