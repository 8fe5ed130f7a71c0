package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.coinless.functions.testing.MemoryDynamo;
import java.util.HashMap;
import java.util.Map;

/// Changes of a table in memory as its stream gives them to a function.
final class StreamRecords {

    private StreamRecords() {}

    /// @param sequence grows with each change
    static DynamodbStreamRecord of(MemoryDynamo.Change change, int sequence) {
        var stream = new StreamRecord();
        stream.setKeys(images(change.key()));
        if (!change.before().isEmpty()) {
            stream.setOldImage(images(change.before()));
        }
        if (!change.after().isEmpty()) {
            stream.setNewImage(images(change.after()));
        }
        stream.setSequenceNumber("%09d".formatted(sequence));
        var record = new DynamodbStreamRecord();
        record.setEventID("event-" + sequence);
        record.setDynamodb(stream);
        return record;
    }

    private static Map<String, AttributeValue> images(
            Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item) {
        var images = new HashMap<String, AttributeValue>();
        item.forEach((name, value) -> images.put(name, image(value)));
        return images;
    }

    private static AttributeValue image(
            software.amazon.awssdk.services.dynamodb.model.AttributeValue value) {
        var image = new AttributeValue();
        switch (value.type()) {
            case S -> image.setS(value.s());
            case N -> image.setN(value.n());
            case B -> image.setB(value.b().asByteBuffer());
            case NUL -> image.setNULL(true);
            case BOOL -> image.setBOOL(value.bool());
            case L -> image.setL(value.l().stream().map(StreamRecords::image).toList());
            case M -> image.setM(images(value.m()));
            default -> throw new IllegalArgumentException("no image of " + value.type());
        }
        return image;
    }
}
