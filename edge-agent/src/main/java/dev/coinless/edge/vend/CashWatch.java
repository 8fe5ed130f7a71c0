package dev.coinless.edge.vend;

import dev.coinless.model.cash.CashSource;
import dev.coinless.model.cash.Remark;
import java.util.Set;

/// Finds sales for coins in what an adapter hears. Used by the agent's thread only, with every
/// input, in order.
public interface CashWatch {

    /// A machine whose coins are nobody's business.
    CashWatch NONE = _ -> new Word.OfPort();

    Word hear(MachineInput input);

    /// What an input is about.
    sealed interface Word {

        /// Not about coins: for the machine's port.
        record OfPort() implements Word {}

        /// About coins, or about others on the bus, and nothing is to be kept.
        record Nothing() implements Word {}

        /// It cannot be read.
        record Damaged() implements Word {}

        /// A sale, or a coin's pulse.
        ///
        /// @param price in minor units
        record Sale(CashSource source, int place, long price, Set<Remark> remarks) implements Word {
            public Sale {
                remarks = Set.copyOf(remarks);
            }
        }
    }
}
