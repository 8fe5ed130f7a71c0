package dev.coinless.localstack.cloud.queues;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.localstack.cloud.Json;
import dev.coinless.localstack.cloud.template.Arns;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// The event that Lambda makes of SQS messages.
final class QueueEvent {

    private QueueEvent() {}

    static ObjectNode of(String queueArn, List<LocalQueue.Received> messages) {
        var event = Json.object();
        var records = event.putArray("Records");
        for (var message : messages) {
            var item =
                    records.addObject()
                            .put("messageId", message.id())
                            .put("receiptHandle", message.handle())
                            .put("body", message.body());
            item.putObject("attributes")
                    .put("ApproximateReceiveCount", "" + message.receiveCount())
                    .put("SentTimestamp", "" + message.sent().toEpochMilli())
                    .put("SenderId", "local")
                    .put("ApproximateFirstReceiveTimestamp", "" + message.first().toEpochMilli());
            item.putObject("messageAttributes");
            item.put("md5OfBody", md5(message.body()))
                    .put("eventSource", "aws:sqs")
                    .put("eventSourceARN", queueArn)
                    .put("awsRegion", Arns.REGION);
        }
        return event;
    }

    /// SQS's own field; nothing relies on it being secure.
    private static String md5(String body) {
        try {
            var digest =
                    MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8));
            return String.format("%032x", new BigInteger(1, digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
