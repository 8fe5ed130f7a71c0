package dev.coinless.edge.io.serial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.health.Disturbances;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SerialLineTest {

    @TempDir Path folder;

    @Test
    void aMissingDeviceIsNamedWithWhatToDoAndNotAgainAtEachAttempt() throws Exception {
        var log = new LinkedBlockingQueue<String>();
        var device = folder.resolve("ttyNone").toString();

        try (var line =
                new SerialLine(
                        device, _ -> {}, (_, message) -> log.add(message), new Disturbances())) {
            line.start();

            assertThat(log.poll(10, TimeUnit.SECONDS))
                    .contains(device)
                    .contains("setting 'machine'");
            assertThat(log.poll(1, TimeUnit.SECONDS)).isNull();
        }
    }
}
