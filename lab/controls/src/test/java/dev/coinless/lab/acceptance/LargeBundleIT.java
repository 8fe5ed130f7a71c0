package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.CREDIT;
import static dev.coinless.lab.acceptance.Purchases.PRICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.lab.raw.RawAccount;
import dev.coinless.lab.raw.RawUnit;
import dev.coinless.lab.world.World;
import dev.coinless.model.advertise.Advertisement;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.sync.SealedBundle;
import java.util.ArrayList;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a module with a network sends after a long time without one.
@ExtendWith(LabExtension.class)
class LargeBundleIT {

    private static final int RECEIPTS = 150;
    private static final int BUSY = 503;
    private static final int TRIES = 20;

    @Test
    @DisplayName("150 receipts in one bundle settle once each, by the queue's function")
    void manyReceiptsInOneBundle(World world) throws Exception {
        var unit = RawUnit.enrolled(world.cloud(), "A");
        long earned = Purchases.operatorBalance(world, "A");
        var receipts = new ArrayList<Bytes>();
        for (int counter = 1; counter <= RECEIPTS; counter++) {
            var buyer = new RawAccount(world.cloud()).registered(CREDIT);
            receipts.add(
                    unit.sale(buyer.granted(grant(buyer, unit.advertisement(counter))), PRICE));
        }
        var bundle = unit.bundle(receipts.toArray(Bytes[]::new));

        var answer = world.cloud().operator().invoke("TakeQueuedBundles", queued(bundle));
        for (int tries = 0; tries < TRIES && failed(answer); tries++) {
            answer = world.cloud().operator().invoke("TakeQueuedBundles", queued(bundle));
        }

        assertThat(bundle.length())
                .isBetween(SealedBundle.MAX_RADIO_LENGTH, SealedBundle.MAX_LENGTH);
        assertThat(failed(answer)).isFalse();
        assertThat(Purchases.operatorBalance(world, "A")).isEqualTo(earned + RECEIPTS * PRICE);
    }

    /// A table that is busy for a moment is part of the weather.
    private static RawAccount.Answer grant(RawAccount buyer, Advertisement code) {
        var answer = buyer.requestGrant(code.module(), code.code());
        for (int tries = 0; tries < TRIES && answer.status() == BUSY; tries++) {
            answer = buyer.requestGrant(code.module(), code.code());
        }
        return answer;
    }

    private static boolean failed(JsonNode answer) {
        return !answer.path("batchItemFailures").isEmpty();
    }

    /// As a queue hands it to the function.
    private static JsonNode queued(Bytes bundle) {
        var event = RawAccount.JSON.createObjectNode();
        var message = event.putArray("Records").addObject();
        message.put("messageId", "1");
        message.put("receiptHandle", "1");
        message.put("body", Base64.getEncoder().encodeToString(bundle.toArray()));
        message.putObject("attributes");
        message.putObject("messageAttributes");
        message.put("eventSource", "aws:sqs");
        message.put("eventSourceARN", "arn:aws:sqs:eu-central-1:000000000000:BundleQueue");
        message.put("awsRegion", "eu-central-1");
        return event;
    }
}
