package dev.coinless.edge.io.air;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.present.RadioEvent;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AirRadioTest {

    @TempDir Path folder;

    @Test
    void aMissingAirIsNamedWithWhatToDoAndNotAgainAtEachAttempt() throws Exception {
        var log = new LinkedBlockingQueue<String>();
        var socket = folder.resolve("none");

        try (var radio =
                new AirRadio(
                        socket, "M7", new Nobody(), (_, message) -> log.add(message), () -> {})) {
            radio.start();

            assertThat(log.poll(10, TimeUnit.SECONDS))
                    .contains(socket.toString())
                    .contains("setting 'radio'");
            assertThat(log.poll(2, TimeUnit.SECONDS)).isNull();
        }
    }

    private static final class Nobody implements AirRadio.Inbox {

        @Override
        public boolean offer(RadioEvent event) {
            return true;
        }

        @Override
        public void put(RadioEvent event) {}
    }
}
