package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.retry.TableBusy;
import dev.coinless.functions.sync.DownLink;
import dev.coinless.functions.sync.TakeBundle;
import dev.coinless.model.bytes.Bytes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Bundles that modules with a network have published: each message body is one in base64. The
/// answer is published to the module.
///
/// A message that is no genuine bundle is logged and dropped: nothing is lost, because a module
/// keeps its receipts until they are acknowledged. One that cannot be taken now is reported alone;
/// the queue gives it again, and after its last try puts it aside and raises an alarm.
public final class TakeQueuedBundlesHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(TakeQueuedBundlesHandler.class);

    private final TakeBundle take;
    private final DownLink link;
    private final InstantSource clock;

    public TakeQueuedBundlesHandler() {
        this(Wiring.ofEnvironment(), Wiring.downLink());
    }

    TakeQueuedBundlesHandler(Wiring wiring, DownLink link) {
        this.take = wiring.takeBundle();
        this.link = link;
        this.clock = wiring.clock();
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        var failures = new ArrayList<BatchItemFailure>();
        for (var message : event.getRecords()) {
            if (!isDone(message, clock.instant())) {
                failures.add(new BatchItemFailure(message.getMessageId()));
            }
        }
        return new SQSBatchResponse(failures);
    }

    private boolean isDone(SQSEvent.SQSMessage message, Instant now) {
        Bytes encoded;
        try {
            encoded = Bytes.of(Base64.getDecoder().decode(message.getBody()));
        } catch (IllegalArgumentException e) {
            LOG.warn("message {} dropped: it is not base64", message.getMessageId());
            return true;
        }
        try {
            var taken = take.take(encoded, now);
            LOG.info("bundle published: {}", BundleWords.of(taken));
            taken.down().ifPresent(down -> link.publish(taken.bundle().module(), down));
            taken.faults().forEach(fault -> LOG.error("an item could not be taken", fault));
            return taken.faults().isEmpty();
        } catch (Refused e) {
            LOG.warn(
                    "message {} dropped: {} {}",
                    message.getMessageId(),
                    e.problem().reason(),
                    e.getMessage());
            return true;
        } catch (Attempts.Exhausted | TableBusy | DownLink.Unreachable e) {
            LOG.warn("message {}: {}", message.getMessageId(), e.getMessage());
        } catch (RuntimeException e) {
            // The top of one message's work: what breaks it must not fail the rest of its batch.
            LOG.error("message {} could not be taken", message.getMessageId(), e);
        }
        return false;
    }
}
