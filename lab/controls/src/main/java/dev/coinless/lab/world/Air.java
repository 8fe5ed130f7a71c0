package dev.coinless.lab.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.lab.process.ChildProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The simulated air: who hears whom, and everything that was said.
public final class Air implements AutoCloseable {

    private final ChildProcess process;
    private final Path socket;

    Air(ChildProcess process, Path socket) {
        this.process = process;
        this.socket = socket;
    }

    /// Where radios join.
    public Path socket() {
        return socket;
    }

    /// Puts a phone into a machine's range.
    public void near(String phone, String machine, int dbm) {
        process.must("range %s %s %d".formatted(phone, machine, dbm));
    }

    /// Takes a phone out of range; connections end.
    public void away(String phone, String machine) {
        process.must("range %s %s out".formatted(phone, machine));
    }

    /// The largest ATT MTU the machine's radio agrees to.
    public void mtu(String machine, int mtu) {
        process.must("mtu %s %d".formatted(machine, mtu));
    }

    /// All frames to and from a phone so far, in order.
    public List<JsonNode> frames(String phone) {
        var frames = new ArrayList<JsonNode>();
        for (long from = 0; ; ) {
            var answer = process.must("capture %s from %d".formatted(phone, from));
            answer.path("frames").forEach(frames::add);
            if (!answer.path("more").asBoolean()) {
                return frames;
            }
            from = answer.path("next").asLong();
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
