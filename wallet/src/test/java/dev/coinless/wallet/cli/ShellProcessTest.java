package dev.coinless.wallet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.coinless.wallet.fixture.AirProcess;
import dev.coinless.wallet.fixture.Fixture;
import dev.coinless.wallet.fixture.ModuleInTheAir;
import dev.coinless.wallet.fixture.PaperCloud;
import dev.coinless.wallet.fixture.PaperModule;
import dev.coinless.wallet.fixture.PaperServer;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The program in a process of its own, with a real air, real HTTP and a module on paper.
@Timeout(60)
class ShellProcessTest {
    private static final JsonMapper JSON = new JsonMapper();
    private final Fixture fixture = new Fixture(51);
    private final PaperCloud cloud = new PaperCloud(fixture, Clock.systemUTC());
    private final PaperModule m7 = new PaperModule(fixture, Fixture.M7);
    private final List<JsonNode> events = new ArrayList<>();
    private AirProcess air;
    private ModuleInTheAir inTheAir;
    private PaperServer server;
    private Process wallet;
    private BufferedWriter in;
    private BufferedReader out;

    @TempDir Path folder;

    @BeforeEach
    void start() throws IOException {
        air = AirProcess.start();
        air.ask("range P M7 -50");
        inTheAir = ModuleInTheAir.join(air.socket(), "M7", m7);
        server = PaperServer.start(cloud);
        startWallet();
    }

    private void startWallet() throws IOException {
        wallet =
                AirProcess.java(
                                "dev.coinless.wallet.Main",
                                "shell",
                                "--name",
                                "P",
                                "--dir",
                                folder.resolve("wallet").toString(),
                                "--cloud",
                                server.address().toString(),
                                "--authority",
                                PaperCloud.AUTHORITY,
                                "--air",
                                air.socket().toString(),
                                "--environment",
                                Fixture.TEST.name())
                        .start();
        in = wallet.outputWriter(StandardCharsets.UTF_8);
        out = wallet.inputReader(StandardCharsets.UTF_8);
        event(each -> each.path("event").asText().equals("ready"));
        assertThat(ask("register").path("ok").asBoolean()).isTrue();
    }

    @AfterEach
    void stop() throws Exception {
        wallet.destroyForcibly();
        inTheAir.close();
        air.close();
        server.close();
    }

    @Test
    void aPurchaseFromScanToSettlement() throws IOException {
        var heard = ask("scan").path("modules").path(0);
        var granted = ask("tap M7");
        var accepted = ask("swipe");
        var settled = event(each -> each.path("event").asText().equals("settled"));

        assertThat(heard.path("module").asText()).isEqualTo(Fixture.M7.toString());
        assertThat(heard.path("advertisement").asText()).hasSize(46);
        assertThat(granted.path("cap").asLong()).isEqualTo(500);
        assertThat(accepted.path("verdict").asText()).isEqualTo("ACCEPTED");
        assertThat(accepted.path("triggeredAt").asText()).isNotEmpty();
        assertThat(settled.path("state").asText()).isEqualTo("CAPTURED");
        assertThat(settled.path("captured").asLong()).isEqualTo(Fixture.PRICE);
        assertThat(events)
                .extracting(each -> each.path("event").asText())
                .contains("session", "receipt");
        assertThat(m7.vends()).isEqualTo(1);
    }

    @Test
    void theProbeSendsWhatNoPurchaseWould() throws IOException {
        ask("tap M7");
        ask("connect M7");
        var right = ask("presentation").path("presentation").asText();
        var flipped = (right.charAt(0) == '0' ? "1" : "0") + right.substring(1);

        assertThat(ask("present-raw " + flipped).path("error").asText()).isEqualTo("MALFORMED");
        assertThat(
                        ask("present-token "
                                        + ask("last-token").path("token").asText()
                                        + " as own holder")
                                .path("error")
                                .asText())
                .isEqualTo("NO_PROOF");
        assertThat(m7.vends()).isZero();
        assertThat(ask("present-raw " + right).path("verdict").asText()).isEqualTo("ACCEPTED");
        event(each -> each.path("event").asText().equals("settled"));
        assertThat(ask("present-raw-at M7").path("error").asText()).isEqualTo("CODE_SPENT");
        assertThat(m7.vends()).isEqualTo(1);
    }

    @Test
    void theTwoRadiosAreSwitchedApart() throws IOException {
        ask("net off");
        assertThat(ask("scan").path("modules")).hasSize(1);
        assertThat(ask("tap M7").path("error").asText()).isEqualTo("NEED_NETWORK");
        ask("net on");
        ask("ble off");
        assertThat(ask("balance").path("available").asLong()).isEqualTo(1000);
        assertThat(ask("tap M7").path("error").asText()).isEqualTo("TOO_FAR");
    }

    @Test
    void killedAfterTheGrantItSpendsItAfterTheRestart() throws Exception {
        assertThat(ask("tap M7").path("ok").asBoolean()).isTrue();
        wallet.destroyForcibly().waitFor();
        startWallet();

        var swiped = ask("swipe M7");

        assertThat(swiped.path("verdict").asText()).as(swiped.toString()).isEqualTo("ACCEPTED");
        event(each -> each.path("event").asText().equals("settled"));
    }

    @Test
    void aWrongWordIsAnsweredWithWhatIsWrongAndTheEndOfInputEndsIt() throws Exception {
        assertThat(ask("fly").path("message").asText()).contains("no command fly");
        assertThat(ask("tap").path("message").asText()).contains("tap needs the module");
        assertThat(ask("net sideways").path("message").asText()).contains("say on or off");

        in.close();

        assertThat(wallet.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(wallet.exitValue()).isZero();
    }

    private JsonNode ask(String command) throws IOException {
        in.write(command);
        in.newLine();
        in.flush();
        var line = JSON.readTree(out.readLine());
        while (line.has("event")) {
            events.add(line);
            line = JSON.readTree(out.readLine());
        }
        return line;
    }

    private JsonNode event(Predicate<JsonNode> wanted) throws IOException {
        for (var known : events) {
            if (wanted.test(known)) {
                return known;
            }
        }
        while (true) {
            var line = JSON.readTree(out.readLine());
            events.add(line);
            if (wanted.test(line)) {
                return line;
            }
        }
    }
}
