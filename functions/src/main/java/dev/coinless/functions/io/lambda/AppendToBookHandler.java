package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.coinless.functions.book.AppendEntries;
import dev.coinless.functions.book.BadRecord;
import dev.coinless.functions.book.BookStore;
import dev.coinless.functions.book.EntryId;
import dev.coinless.functions.book.NewEntry;
import dev.coinless.functions.book.SealLanes;
import dev.coinless.functions.io.table.StreamImages;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.retry.TableBusy;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// From the table's stream: appends to the Book what a change adds.
///
/// A change that cannot be taken in is put aside with an alarm and holds up no other; only when a
/// table is busy the batch is asked for again.
public final class AppendToBookHandler
        implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(AppendToBookHandler.class);

    private final StreamImages images;
    private final AppendEntries append;
    private final SealLanes seal;
    private final BookStore store;
    private final InstantSource clock;

    public AppendToBookHandler() {
        this(BookWiring.open());
    }

    AppendToBookHandler(BookWiring wiring) {
        this.images = new StreamImages(wiring.derive());
        this.append = wiring.append();
        this.seal = wiring.seal();
        this.store = wiring.store();
        this.clock = wiring.cloud().clock();
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        var changes = event.getRecords();
        try {
            append(changes);
            return new StreamsEventResponse(List.of());
        } catch (Attempts.Exhausted | TableBusy e) {
            LOG.warn("{} changes come again: {}", changes.size(), e.getMessage());
            var first = changes.getFirst().getDynamodb().getSequenceNumber();
            return new StreamsEventResponse(List.of(new BatchItemFailure(first)));
        }
    }

    private void append(List<DynamodbStreamRecord> changes) {
        var derived = new LinkedHashMap<DynamodbStreamRecord, List<NewEntry>>();
        for (var change : changes) {
            tryTo(change, () -> derived.put(change, images.entriesOf(change)));
        }
        try {
            append(derived);
        } catch (Attempts.Exhausted | TableBusy e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("a batch could not be appended as a whole, so one by one", e);
            derived.forEach(
                    (change, entries) -> tryTo(change, () -> append(Map.of(change, entries))));
        }
    }

    private void append(Map<DynamodbStreamRecord, List<NewEntry>> derived) {
        var entries = derived.values().stream().flatMap(List::stream).toList();
        if (entries.isEmpty()) {
            return;
        }
        var appended = append.append(entries);
        for (var wrong : appended.contradictions()) {
            quarantine(changeOf(wrong.id(), derived), contradiction(wrong.id()));
        }
        appended.full().forEach(lane -> seal.sealFull(lane, clock.instant()));
        LOG.info("{} entries appended of {}", appended.added(), entries.size());
    }

    private static String contradiction(EntryId id) {
        return "%s is in the Book with other content".formatted(id);
    }

    private static DynamodbStreamRecord changeOf(
            EntryId id, Map<DynamodbStreamRecord, List<NewEntry>> derived) {
        return derived.entrySet().stream()
                .filter(each -> each.getValue().stream().anyMatch(entry -> entry.id().equals(id)))
                .map(Map.Entry::getKey)
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    /// The top of one change's work: what breaks it would else block the stream for a day.
    private void tryTo(DynamodbStreamRecord change, Runnable work) {
        try {
            work.run();
        } catch (Attempts.Exhausted | TableBusy e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("a change of {} broke", StreamImages.itemOf(change), e);
            quarantine(change, String.valueOf(e.getMessage()));
        }
    }

    /// The alarm of template.yaml looks for this line's first word.
    private void quarantine(DynamodbStreamRecord change, String reason) {
        var item = StreamImages.itemOf(change);
        store.quarantine(new BadRecord(change.getEventID(), item, reason, clock.instant()));
        LOG.error("QUARANTINED change {} of {}: {}", change.getEventID(), item, reason);
    }
}
