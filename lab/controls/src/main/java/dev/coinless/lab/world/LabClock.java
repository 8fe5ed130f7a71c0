package dev.coinless.lab.world;

import dev.coinless.lab.process.LabFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;

/// The clock of all processes of a lab: their own clocks plus one offset in a shared file. It only
/// goes forward, as uptime does.
public final class LabClock {

    /// Names the file to the adapter in every process.
    public static final String VARIABLE = "COINLESS_LAB_CLOCK";

    private final Path file;
    private Duration offset = Duration.ZERO;

    public LabClock(Path file) {
        this.file = file;
        write();
    }

    /// Moves all clocks forward; every process notices within 100 ms.
    public synchronized void forward(Duration step) {
        if (step.isNegative()) {
            throw new LabFailure("the clock only goes forward, not by " + step);
        }
        offset = offset.plus(step);
        write();
    }

    public synchronized Duration offset() {
        return offset;
    }

    /// What a process needs in its environment.
    public Map<String, String> environment() {
        return Map.of(VARIABLE, file.toString());
    }

    private void write() {
        try {
            Files.write(
                    file,
                    ByteBuffer.allocate(Long.BYTES).putLong(offset.toNanos()).array(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new LabFailure("cannot write the lab's clock " + file, e);
        }
    }
}
