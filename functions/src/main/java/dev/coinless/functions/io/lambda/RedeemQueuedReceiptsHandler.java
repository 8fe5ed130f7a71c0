package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.redeem.RedeemReceipt;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.retry.TableBusy;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Receipts that modules with a network have published: each message body is one receipt in base64.
///
/// A message that cannot be redeemed is reported alone; the queue gives it again, and after its
/// last try puts it aside and raises an alarm. It is never thrown away.
public final class RedeemQueuedReceiptsHandler
        implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(RedeemQueuedReceiptsHandler.class);

    private final RedeemReceipt redeem;
    private final InstantSource clock;

    public RedeemQueuedReceiptsHandler() {
        this(Wiring.ofEnvironment());
    }

    RedeemQueuedReceiptsHandler(Wiring wiring) {
        this.redeem = wiring.redeemReceipt();
        this.clock = wiring.clock();
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        var now = clock.instant();
        var failures = new ArrayList<BatchItemFailure>();
        for (var message : event.getRecords()) {
            if (!redeem(message, now)) {
                failures.add(new BatchItemFailure(message.getMessageId()));
            }
        }
        return new SQSBatchResponse(failures);
    }

    private boolean redeem(SQSEvent.SQSMessage message, Instant now) {
        try {
            var encoded = Bytes.of(Base64.getDecoder().decode(message.getBody()));
            var redemption = redeem.redeem(Envelope.parse(ObjectType.RECEIPT, encoded), now);
            LOG.info("redeem {}", redemption.judgement());
            return true;
        } catch (IllegalArgumentException | Malformed | Refused e) {
            LOG.error("message {} is not a receipt: {}", message.getMessageId(), e.getMessage());
        } catch (Attempts.Exhausted | TableBusy e) {
            LOG.warn("message {}: {}", message.getMessageId(), e.getMessage());
        } catch (RuntimeException e) {
            // The top of one message's work: what breaks it must not fail the rest of its batch.
            LOG.error("message {} could not be redeemed", message.getMessageId(), e);
        }
        return false;
    }
}
