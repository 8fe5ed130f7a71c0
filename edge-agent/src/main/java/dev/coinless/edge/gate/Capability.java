package dev.coinless.edge.gate;

import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.grant.LineMask;
import dev.coinless.model.money.Money;
import java.util.Map;

/// What a machine port can do, as far as a grant must fit it.
public sealed interface Capability {

    /// Whether the machine can do what a grant is for.
    boolean fits(Grant grant);

    /// Cashless sessions, in which the customer selects.
    record Sessions() implements Capability {
        @Override
        public boolean fits(Grant grant) {
            return grant.kind() == GrantKind.VEND;
        }
    }

    /// Coin pulses.
    ///
    /// @param values what one pulse is worth, by line
    record Pulses(Map<Integer, Money> values) implements Capability {
        public Pulses {
            values = Map.copyOf(values);
        }

        /// A grant is for one line that is wired, and its cap is exactly its number of pulses: so a
        /// module that disagrees with the platform on a pulse's value sells nothing.
        @Override
        public boolean fits(Grant grant) {
            var line = LineMask.only(grant.lines());
            return grant.kind() == GrantKind.PULSE
                    && line.isPresent()
                    && values.containsKey(line.getAsInt())
                    && grant.cap().equals(values.get(line.getAsInt()).times(grant.vends()));
        }
    }
}
