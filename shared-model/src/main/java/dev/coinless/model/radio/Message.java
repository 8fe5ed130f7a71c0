package dev.coinless.model.radio;

import dev.coinless.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;

/// One message over the radio, and how it is cut into frames that fit the MTU.
///
/// A frame is one write or notification: a header byte (0x80 first, 0x40 last, low six bits the
/// frame's index modulo 64) and a chunk. The first frame's chunk starts with the kind (1) and the
/// body's length (2, most significant byte first).
public record Message(MessageKind kind, Bytes body) {

    /// Longest body: a sync bundle of 16 KiB, the largest thing that travels by radio.
    public static final int MAX_BODY = 16 * 1024;

    static final int FIRST = 0x80;
    static final int LAST = 0x40;
    static final int INDEX = 0x3F;
    static final int PREFIX = 3;

    public Message {
        if (body.length() > MAX_BODY) {
            throw new IllegalArgumentException(
                    "a message holds at most %d bytes, not %d".formatted(MAX_BODY, body.length()));
        }
    }

    /// The frames of this message for a connection with the given ATT MTU, 23 or more.
    public List<Bytes> frames(int mtu) {
        if (mtu < Gatt.MIN_MTU) {
            throw new IllegalArgumentException(
                    "an ATT MTU is at least %d, not %d".formatted(Gatt.MIN_MTU, mtu));
        }
        int chunk = Math.min(mtu - Gatt.ATT_OVERHEAD, Gatt.MAX_VALUE) - 1;
        var content =
                Bytes.concat(
                        Bytes.of((byte) kind.number()), Bytes.bigEndian(body.length(), 2), body);
        var frames = new ArrayList<Bytes>();
        for (int from = 0; from < content.length(); from += chunk) {
            int to = Math.min(content.length(), from + chunk);
            int header =
                    (from == 0 ? FIRST : 0)
                            | (to == content.length() ? LAST : 0)
                            | (frames.size() & INDEX);
            frames.add(Bytes.concat(Bytes.of((byte) header), content.slice(from, to)));
        }
        return frames;
    }
}
