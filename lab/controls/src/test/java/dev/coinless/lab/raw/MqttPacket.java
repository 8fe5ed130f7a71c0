package dev.coinless.lab.raw;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// One MQTT 5 control packet (MQTT 5, 2 and 3), as far as the acceptance tests speak it.
///
/// @param type the packet type, 1 to 15
/// @param flags the low four bits of the first byte
/// @param body what follows the remaining length
record MqttPacket(int type, int flags, byte[] body) {

    static final int CONNECT = 1;
    static final int CONNACK = 2;
    static final int PUBLISH = 3;
    static final int PUBACK = 4;
    static final int SUBSCRIBE = 8;
    static final int SUBACK = 9;
    static final int DISCONNECT = 14;

    private static final int KEEP_ALIVE_SECONDS = 60;
    private static final int CLEAN_START = 0x02;
    private static final int WILL_AT_LEAST_ONCE = 0x0C;
    private static final int AT_LEAST_ONCE = 0x02;

    /// A CONNECT, with a last will if its topic is not empty.
    static MqttPacket connect(String clientId, String willTopic) {
        var body = new ByteArrayOutputStream();
        text(body, "MQTT");
        body.write(5);
        body.write(CLEAN_START | (willTopic.isEmpty() ? 0 : WILL_AT_LEAST_ONCE));
        number(body, KEEP_ALIVE_SECONDS);
        body.write(0);
        text(body, clientId);
        if (!willTopic.isEmpty()) {
            body.write(0);
            text(body, willTopic);
            text(body, "will");
        }
        return new MqttPacket(CONNECT, 0, body.toByteArray());
    }

    static MqttPacket subscribe(int id, String filter) {
        var body = new ByteArrayOutputStream();
        number(body, id);
        body.write(0);
        text(body, filter);
        body.write(1);
        return new MqttPacket(SUBSCRIBE, AT_LEAST_ONCE, body.toByteArray());
    }

    static MqttPacket publish(int id, String topic, byte[] payload) {
        var body = new ByteArrayOutputStream();
        text(body, topic);
        number(body, id);
        body.write(0);
        body.writeBytes(payload);
        return new MqttPacket(PUBLISH, AT_LEAST_ONCE, body.toByteArray());
    }

    static MqttPacket puback(int id) {
        var body = new ByteArrayOutputStream();
        number(body, id);
        return new MqttPacket(PUBACK, 0, body.toByteArray());
    }

    /// Reads the next one.
    ///
    /// @throws java.io.EOFException at the end of the connection
    static MqttPacket read(DataInputStream in) throws IOException {
        int first = in.readUnsignedByte();
        int length = variable(in);
        var body = new byte[length];
        in.readFully(body);
        return new MqttPacket(first >> 4, first & 0x0F, body);
    }

    byte[] encoded() {
        var out = new ByteArrayOutputStream();
        out.write(type << 4 | flags);
        int rest = body.length;
        do {
            int part = rest % 128;
            rest /= 128;
            out.write(rest > 0 ? part | 0x80 : part);
        } while (rest > 0);
        out.writeBytes(body);
        return out.toByteArray();
    }

    /// The reason code of an answer that ends with it, 0 for one that has none.
    int reason() {
        return switch (type) {
            case CONNACK -> body[1] & 0xFF;
            case PUBACK -> body.length > 2 ? body[2] & 0xFF : 0;
            case SUBACK -> body[body.length - 1] & 0xFF;
            default -> throw new IllegalStateException("packet type " + type);
        };
    }

    /// The topic of a PUBLISH.
    String topic() {
        int length = ByteBuffer.wrap(body).getShort() & 0xFFFF;
        return new String(body, 2, length, StandardCharsets.UTF_8);
    }

    /// The packet id of a PUBLISH with QoS 1.
    int publishId() {
        return ByteBuffer.wrap(body).getShort(topicEnd()) & 0xFFFF;
    }

    boolean isAtLeastOnce() {
        return (flags & AT_LEAST_ONCE) != 0;
    }

    /// The payload of a PUBLISH.
    byte[] payload() {
        int at = topicEnd() + (isAtLeastOnce() ? 2 : 0);
        int properties = body[at] & 0xFF;
        int start = at + 1 + properties;
        var payload = new byte[body.length - start];
        System.arraycopy(body, start, payload, 0, payload.length);
        return payload;
    }

    private int topicEnd() {
        return 2 + (ByteBuffer.wrap(body).getShort() & 0xFFFF);
    }

    private static int variable(DataInputStream in) throws IOException {
        int value = 0;
        int shift = 0;
        int next;
        do {
            next = in.readUnsignedByte();
            value |= (next & 0x7F) << shift;
            shift += 7;
        } while (next >= 0x80);
        return value;
    }

    private static void text(ByteArrayOutputStream out, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        number(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static void number(ByteArrayOutputStream out, int value) {
        out.write(value >> 8);
        out.write(value & 0xFF);
    }
}
