package dev.coinless.simulators.air;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.coinless.simulators.air.Frame.Direction;
import dev.coinless.simulators.air.Frame.Kind;
import dev.coinless.simulators.air.link.AirMessage;
import dev.coinless.simulators.air.link.Characteristic;
import dev.coinless.simulators.air.link.ConnectionId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Every frame that crossed the air, in order.
///
/// Repeated identical advertisements between the same two are one frame with a count. The file is
/// only appended to: when a counted frame is over, it is written again with its count, and of two
/// lines with the same index the later holds.
final class Capture {
    /// Frames kept for questions; older ones are in the file only (about 100 MB of memory at most).
    static final int FRAMES_KEPT = 200_000;

    /// Frames in one answer, so that a line on stdout stays below a megabyte or so.
    static final int FRAMES_AN_ANSWER = 2_000;

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final JsonMapper JSON = new JsonMapper();

    /// Where the lines go.
    interface Lines {
        void append(String line);
    }

    private record Broadcast(String phone, String module, Kind kind) {}

    private final InstantSource clock;
    private final Lines lines;
    private final List<Frame> frames = new ArrayList<>();
    private final Map<Broadcast, Long> repeated = new HashMap<>();
    private long next;
    private boolean finished;

    Capture(InstantSource clock, Lines lines) {
        this.clock = clock;
        this.lines = lines;
    }

    /// Notes what a phone heard while scanning.
    void heard(String phone, String module, int rssi, AirMessage.Advertise broadcast) {
        heard(phone, module, Kind.ADVERTISEMENT, rssi, broadcast.advertisingData());
        if (!broadcast.scanResponse().isEmpty()) {
            heard(phone, module, Kind.SCAN_RESPONSE, rssi, broadcast.scanResponse());
        }
    }

    private void heard(String phone, String module, Kind kind, int rssi, String value) {
        var broadcast = new Broadcast(phone, module, kind);
        @Nullable Frame last = kept(repeated.getOrDefault(broadcast, -1L));
        if (last != null && last.value().equals(value) && Objects.equals(last.rssi(), rssi)) {
            replace(last.counted(last.count() + 1));
            return;
        }
        if (last != null && last.count() > 1) {
            lines.append(json(last));
        }
        repeated.put(broadcast, next);
        add(phone, module, kind, Direction.TO_PHONE, null, null, null, rssi, null, value);
    }

    /// Notes a connection's begin, end or MTU; `mtu` is absent at the end.
    void connection(Connection connection, Kind kind, Direction direction, @Nullable Integer mtu) {
        connection(connection, kind, direction, null, mtu, null, "");
    }

    /// Notes a request, notification or answer; `outcome` is for answers.
    void data(
            Connection connection,
            Kind kind,
            Direction direction,
            Characteristic characteristic,
            @Nullable String outcome,
            String value) {
        connection(connection, kind, direction, characteristic, null, outcome, value);
    }

    private void connection(
            Connection connection,
            Kind kind,
            Direction direction,
            @Nullable Characteristic characteristic,
            @Nullable Integer mtu,
            @Nullable String outcome,
            String value) {
        ConnectionId id = connection.id();
        String phone = connection.central().name();
        String module = connection.peripheral().name();
        add(phone, module, kind, direction, characteristic, id.number(), mtu, null, outcome, value);
    }

    private void add(
            String phone,
            String module,
            Kind kind,
            Direction direction,
            @Nullable Characteristic characteristic,
            @Nullable Integer connection,
            @Nullable Integer mtu,
            @Nullable Integer rssi,
            @Nullable String outcome,
            String value) {
        if (finished) {
            return;
        }
        Instant now = clock.instant();
        var frame =
                new Frame(
                        next++,
                        MICROSECONDS.format(now),
                        phone,
                        module,
                        kind,
                        direction,
                        characteristic,
                        connection,
                        mtu,
                        rssi,
                        outcome,
                        value,
                        1);
        if (frames.size() == FRAMES_KEPT) {
            // Half at once, so that a long run does not shift the list for every frame.
            frames.subList(0, FRAMES_KEPT / 2).clear();
        }
        frames.add(frame);
        lines.append(json(frame));
    }

    private @Nullable Frame kept(long index) {
        long place = index - (next - frames.size());
        return index < 0 || place < 0 ? null : frames.get(Math.toIntExact(place));
    }

    private void replace(Frame frame) {
        frames.set(Math.toIntExact(frame.index() - (next - frames.size())), frame);
    }

    /// Frames that this phone or module took part in, from an index on, at most
    /// [#FRAMES_AN_ANSWER].
    List<Frame> of(String name, long from) {
        return frames.stream()
                .filter(frame -> frame.index() >= from)
                .filter(frame -> frame.phone().equals(name) || frame.module().equals(name))
                .limit(FRAMES_AN_ANSWER)
                .toList();
    }

    /// How many frames there were.
    long size() {
        return next;
    }

    /// Writes the counts that the file does not have yet; nothing is captured after it.
    void finish() {
        for (long index : repeated.values()) {
            @Nullable Frame frame = kept(index);
            if (frame != null && frame.count() > 1) {
                lines.append(json(frame));
            }
        }
        repeated.clear();
        finished = true;
    }

    private static String json(Frame frame) {
        try {
            return JSON.writeValueAsString(frame);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a frame has no JSON: " + frame, e);
        }
    }
}
