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
import dev.coinless.functions.sweep.ReleaseHolds;
import dev.coinless.functions.sweep.SweepHolds;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sweeps where the table's stream shows a new receipt or checkpoint, and everywhere when the
/// schedule calls (whose event has no records).
///
/// A place that cannot be swept holds up no other: a busy one is reported to the stream, which
/// gives it again; one with an item that is broken is logged and left to the schedule.
public final class SweepHoldsHandler
        implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(SweepHoldsHandler.class);

    private final SweepHolds sweep;
    private final ReleaseHolds release;
    private final DynamoRedemptions store;
    private final InstantSource clock;
    private final Random random;

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
        this.release =
                new ReleaseHolds(new DynamoOpenHolds(wiring.table()), store, wiring.attempts());
        this.clock = wiring.clock();
        this.random = wiring.random();
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        var now = clock.instant();
        if (event.getRecords() == null) {
            sweepEverywhere(now);
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

    /// In another order each time, so that a run which is cut off leaves out other places.
    private void sweepEverywhere(Instant now) {
        var places = new ArrayList<>(sweep.places());
        Collections.shuffle(places, random);
        places.forEach(place -> sweep(place, now));
        ReleaseHolds.byModule(places)
                .forEach((module, all) ->
                        tryTo(
                                "look at " + module,
                                () -> {
                                    int released = release.look(all, now);
                                    LOG.info("module {}: {} set free for now", module, released);
                                    return true;
                                }));
        LOG.info("swept {} places", places.size());
    }

    /// Sweeps the places that a change is about, unless they were swept for an earlier change of
    /// the same batch.
    ///
    /// @return false if the change is to be given again
    private boolean sweep(DynamodbStreamRecord change, Set<Place> swept, Instant now) {
        return tryTo(
                "read " + change.getEventID(),
                () -> {
                    for (var place : StreamKeys.placesOf(change.getDynamodb().getKeys(), store)) {
                        if (swept.add(place) && !sweep(place, now)) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    private boolean sweep(Place place, Instant now) {
        return tryTo(
                "sweep " + place,
                () -> {
                    LOG.info("swept {}, {} voided", place, sweep.sweep(place, now));
                    return true;
                });
    }

    /// @return false if trying again soon may help
    private static boolean tryTo(String what, BooleanSupplier work) {
        try {
            return work.getAsBoolean();
        } catch (Attempts.Exhausted | TableBusy e) {
            LOG.warn("{}: {}", what, e.getMessage());
            return false;
        } catch (RuntimeException e) {
            // The top of one place's work: what breaks it would else block the stream for a day.
            LOG.error("could not {}", what, e);
            return true;
        }
    }
}
