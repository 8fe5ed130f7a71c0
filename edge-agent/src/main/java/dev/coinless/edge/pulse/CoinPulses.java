package dev.coinless.edge.pulse;

import dev.coinless.edge.vend.CashWatch;
import dev.coinless.edge.vend.MachineInput;
import dev.coinless.model.cash.CashSource;
import java.util.Map;
import java.util.Set;

/// Pulses that a machine's own coin acceptor gives.
///
/// @param values minor units of one pulse, by line
public record CoinPulses(Map<Integer, Long> values) implements CashWatch {

    public CoinPulses {
        values = Map.copyOf(values);
    }

    @Override
    public Word hear(MachineInput input) {
        if (!(input instanceof MachineInput.CoinPulse(int line))) {
            return new Word.OfPort();
        }
        var value = values.get(line);
        return value == null
                ? new Word.Nothing()
                : new Word.Sale(CashSource.COIN_PULSE, line, value, Set.of());
    }
}
