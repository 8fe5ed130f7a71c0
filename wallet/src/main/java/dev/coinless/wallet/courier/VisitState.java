package dev.coinless.wallet.courier;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.sync.BundleAssembly;
import dev.coinless.wallet.receipt.KeptAck;
import java.util.List;

/// Where a visit to a module is. Every state but [Over] holds what was carried before and, counted
/// in [Round], how much this visit has done.
public sealed interface VisitState {
    /// How far the visit has come.
    ///
    /// @param bundles carried away from the module, whole
    /// @param pulled bytes taken from it
    /// @param pushed bytes given to it
    /// @param hasMore whether the module probably has another bundle
    /// @param limit bundles that this visit may carry away
    record Round(int bundles, long pulled, long pushed, boolean hasMore, int limit) {
        static Round first(int limit) {
            return new Round(0, 0, 0, true, limit);
        }

        Round bundle(boolean wasFull) {
            boolean andMore = wasFull && bundles + 1 < limit;
            return new Round(bundles + 1, pulled, pushed, andMore, limit);
        }

        Round pulled(int bytes) {
            return new Round(bundles, pulled + bytes, pushed, hasMore, limit);
        }

        Round pushed(int bytes) {
            return new Round(bundles, pulled, pushed + bytes, hasMore, limit);
        }
    }

    /// An ACK is sent; the verdict on it is awaited.
    ///
    /// @param left to send, the first of them is out
    record Acknowledging(Parcel parcel, Round round, List<KeptAck> left) implements VisitState {
        public Acknowledging {
            left = List.copyOf(left);
        }
    }

    /// A part of the bundle for the module is sent; the verdict on it is awaited.
    ///
    /// @param next where the part after it begins
    /// @param isSecondTry whether the module has sent us back to the start already
    record Pushing(Parcel parcel, Round round, Bytes down, int next, boolean isSecondTry)
            implements VisitState {}

    /// A part of the module's bundle was asked for.
    record Pulling(Parcel parcel, Round round, BundleAssembly assembly) implements VisitState {}

    /// The bundle is on its way to the cloud, whose answer goes back at once if it comes in time.
    ///
    /// @param waits that are over
    record Asking(Parcel parcel, Round round, int waits) implements VisitState {}

    /// The contact is over.
    record Over(Round round, End end) implements VisitState {}

    /// Why a visit ended.
    enum End {
        /// There is nothing more to do here.
        DONE,
        /// The bundle is here; its answer will be brought at the next visit.
        CARRIED,
        /// The contact was lost; the next visit goes on where this one stopped.
        LOST,
        /// The module does not want to, or speaks another protocol.
        REFUSED,
        /// The bundle's bytes are not those that its name says.
        ALTERED
    }
}
