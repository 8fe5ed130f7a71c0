package dev.coinless.simulators.air;

import static dev.coinless.simulators.air.RecordingPhone.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.simulators.air.link.AirLinkException;
import dev.coinless.simulators.air.link.AirLinkException.Reason;
import dev.coinless.simulators.air.link.CentralConnection;
import dev.coinless.simulators.air.link.CentralLink;
import dev.coinless.simulators.air.link.PeripheralLink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A phone and a module through a real socket and the real air.
@Timeout(30)
abstract class OnTheAir {
    static final byte[] ADVERTISING = {2, 1, 6};
    static final byte[] RESPONSE = {3, (byte) 0xff, (byte) 0xff, (byte) 0xff};

    @TempDir Path folder;

    final List<String> captured = Collections.synchronizedList(new ArrayList<>());
    final RecordingPhone phone = new RecordingPhone();
    final RecordingModule module = new RecordingModule();
    Air air;
    AirServer server;
    Path socket;
    PeripheralLink m7;
    CentralLink p;

    @BeforeEach
    void aModuleAndAPhoneJoin() throws IOException {
        socket = folder.resolve("air");
        var random = RandomGenerator.of("L64X128MixRandom");
        var clock = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05.678901Z"));
        air = new Air(random, new Capture(clock, captured::add));
        server = AirServer.start(socket, air);
        m7 = PeripheralLink.open(socket, "M7", module);
        p = CentralLink.open(socket, "P", phone);
    }

    @AfterEach
    void everybodyLeaves() throws IOException {
        p.close();
        m7.close();
        server.close();
    }

    CentralConnection connect(int mtu) throws Exception {
        air.setRange("P", "M7", -50);
        m7.advertise(ADVERTISING, RESPONSE);
        p.startScan();
        String address = next(phone.heard).address();
        CentralConnection connection = get(p.connect(address, mtu));
        assertThat(next(phone.events)).isEqualTo("rssi -50");
        assertThat(next(module.events)).isEqualTo("connected mtu " + connection.mtu());
        return connection;
    }

    static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(5, TimeUnit.SECONDS);
    }

    static Reason failure(CompletableFuture<?> future) {
        var failure = catchThrowableOfType(ExecutionException.class, () -> get(future));
        return ((AirLinkException) failure.getCause()).reason();
    }

    JsonNode capture(String name) {
        return new Commands(air).run("capture " + name).get("frames");
    }

    List<String> kinds(String name) {
        var kinds = new ArrayList<String>();
        capture(name)
                .forEach(
                        f -> kinds.add(f.get("kind").asText() + " " + f.get("direction").asText()));
        return kinds;
    }
}
