package dev.coinless.lab.adapters;

import dev.coinless.model.time.TimeSource;
import dev.coinless.model.time.Uptime;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The machine's clocks plus an offset that all processes of a lab share: 8 bytes, nanoseconds,
/// most significant first, in the file named by `COINLESS_LAB_CLOCK`; without it no offset.
///
/// `COINLESS_LAB_EPOCH` (an instant like `1970-01-01T00:00:00Z`) makes this process believe that it
/// started then, as a Raspberry Pi without a battery does.
public final class LabTime implements TimeSource {

    static final String CLOCK = "COINLESS_LAB_CLOCK";
    static final String EPOCH = "COINLESS_LAB_EPOCH";

    private final LongSupplier offsetNanos;
    private final Optional<Instant> epoch;
    private final InstantSource wall;
    private final long startNanos = System.nanoTime();

    /// As `ServiceLoader` wants it: by this process's environment.
    public LabTime() {
        this(System.getenv());
    }

    LabTime(Map<String, String> environment) {
        this.offsetNanos =
                Optional.ofNullable(environment.get(CLOCK))
                        .map(Path::of)
                        .<LongSupplier>map(SharedOffset::open)
                        .orElse(() -> 0);
        this.epoch = Optional.ofNullable(environment.get(EPOCH)).map(Instant::parse);
        this.wall = InstantSource.system();
    }

    @Override
    public Instant instant() {
        return epoch.map(start -> start.plusNanos(uptime().nanos()))
                .orElseGet(() -> wall.instant().plusNanos(offsetNanos.getAsLong()));
    }

    @Override
    public Uptime uptime() {
        return new Uptime(System.nanoTime() - startNanos + offsetNanos.getAsLong());
    }

    /// The shared offset. Not a channel: those close when a thread is interrupted.
    private static final class SharedOffset implements LongSupplier {

        private final RandomAccessFile file;
        private long last;

        private SharedOffset(RandomAccessFile file) {
            this.file = file;
        }

        static SharedOffset open(Path path) {
            try {
                return new SharedOffset(new RandomAccessFile(path.toFile(), "r"));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "cannot read the lab's clock %s, named by %s".formatted(path, CLOCK), e);
            }
        }

        /// A read that meets a write half done gives the offset before.
        @Override
        public synchronized long getAsLong() {
            try {
                file.seek(0);
                last = Math.max(last, file.readLong());
            } catch (EOFException halfWritten) {
                return last;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the lab's clock", e);
            }
            return last;
        }
    }
}
