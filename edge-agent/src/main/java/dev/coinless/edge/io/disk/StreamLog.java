package dev.coinless.edge.io.disk;

import dev.coinless.edge.log.Stage;
import dev.coinless.edge.log.StageLog;
import dev.coinless.model.time.TimeSource;
import java.io.PrintStream;
import java.util.Locale;

/// The log on a stream, one line each: seconds of uptime, stage, message. Safe for any thread.
public final class StreamLog implements StageLog {

    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintStream out;
    private final TimeSource time;

    public StreamLog(PrintStream out, TimeSource time) {
        this.out = out;
        this.time = time;
    }

    @Override
    public void say(Stage stage, String message) {
        out.println(
                "%.3f stage=%s %s"
                        .formatted(
                                time.uptime().nanos() / NANOS_PER_SECOND,
                                stage.name().toLowerCase(Locale.ROOT),
                                message));
    }
}
