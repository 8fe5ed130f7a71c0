package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.coinless.functions.io.table.DynamoOpenHolds;
import dev.coinless.functions.io.table.DynamoRedemptions;
import dev.coinless.functions.io.table.StreamKeys;
import dev.coinless.functions.redeem.CatchUp;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.retry.TableBusy;
import dev.coinless.functions.sweep.OpenHolds.Place;
import dev.coinless.functions.sweep.SweepHolds;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sweeps where the table's stream shows a new receipt or checkpoint, and everywhere when the
/// schedule calls (whose event has no records).
public final class SweepHoldsHandler
        implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(SweepHoldsHandler.class);

    private final SweepHolds sweep;
    private final DynamoRedemptions store;
    private final InstantSource clock;

    public SweepHoldsHandler() {
        this(Wiring.ofEnvironment());
    }

    SweepHoldsHandler(Wiring wiring) {
        this.store = new DynamoRedemptions(wiring.table());
        this.sweep =
                new SweepHolds(
                        new DynamoOpenHolds(wiring.table()),
                        store,
                        new CatchUp(store, wiring.redeemReceipt(), wiring.attempts()),
                        wiring.attempts());
        this.clock = wiring.clock();
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        var now = clock.instant();
        if (event.getRecords() == null) {
            LOG.info("swept everywhere, {} voided", sweep.sweepAll(now));
            return new StreamsEventResponse(List.of());
        }
        var swept = new HashSet<Place>();
        for (var change : event.getRecords()) {
            if (!sweep(change, swept, now)) {
                var failure = new BatchItemFailure(change.getDynamodb().getSequenceNumber());
                return new StreamsEventResponse(List.of(failure));
            }
        }
        return new StreamsEventResponse(List.of());
    }

    /// Sweeps the places that a change is about, unless they were swept for an earlier change of
    /// the same batch.
    private boolean sweep(DynamodbStreamRecord change, Set<Place> swept, Instant now) {
        try {
            for (var place : StreamKeys.placesOf(change.getDynamodb().getKeys(), store)) {
                if (swept.add(place)) {
                    LOG.info("swept {}, {} voided", place, sweep.sweep(place, now));
                }
            }
            return true;
        } catch (Attempts.Exhausted | TableBusy e) {
            LOG.warn("sweep: {}", e.getMessage());
            return false;
        }
    }
}
