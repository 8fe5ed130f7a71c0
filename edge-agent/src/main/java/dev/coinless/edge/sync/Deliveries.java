package dev.coinless.edge.sync;

import dev.coinless.edge.present.ConnectionId;
import dev.coinless.model.sync.BundleAssembly;
import dev.coinless.model.sync.BundleId;
import dev.coinless.model.sync.BundlePart;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What has arrived of bundles that phones push: kept by the bundle's id, so that any phone may go
/// on where another one stopped. One for each connection and some more, so nobody's is pushed out
/// by a single phone.
final class Deliveries {

    /// Bundles under way at the most, 16 KiB each: twice what a radio holds of phones.
    static final int PLACES = 16;

    /// @param bearer who brought the last part, if that connection is still there
    private record Delivery(Optional<ConnectionId> bearer, BundleAssembly state) {}

    private final Map<BundleId, Delivery> underWay = new LinkedHashMap<>();

    /// What a part would bring; nothing is changed.
    BundleAssembly.Step look(BundlePart part) {
        var delivery = Optional.ofNullable(underWay.get(part.bundle()));
        return BundleAssembly.step(
                delivery.map(Delivery::state).orElseGet(BundleAssembly.Empty::new), part);
    }

    /// Keeps what a part left to be done.
    ///
    /// @return false if there is no place
    boolean keep(ConnectionId bearer, BundlePart part, BundleAssembly state) {
        if (state instanceof BundleAssembly.Empty) {
            underWay.remove(part.bundle());
            return true;
        }
        if (!underWay.containsKey(part.bundle())) {
            underWay.values().removeIf(each -> each.bearer.equals(Optional.of(bearer)));
            if (underWay.size() >= PLACES && !dropAbandoned()) {
                return false;
            }
        }
        underWay.put(part.bundle(), new Delivery(Optional.of(bearer), state));
        return true;
    }

    /// The phone is gone; another one may go on.
    void leave(ConnectionId bearer) {
        underWay.replaceAll((_, each) ->
                each.bearer.equals(Optional.of(bearer))
                        ? new Delivery(Optional.empty(), each.state)
                        : each);
    }

    /// The oldest that nobody brings now makes room.
    private boolean dropAbandoned() {
        var abandoned =
                underWay.entrySet().stream()
                        .filter(each -> each.getValue().bearer.isEmpty())
                        .map(Map.Entry::getKey)
                        .findFirst();
        abandoned.ifPresent(underWay::remove);
        return abandoned.isPresent();
    }
}
