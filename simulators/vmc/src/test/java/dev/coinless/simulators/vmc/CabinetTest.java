package dev.coinless.simulators.vmc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole machine but for the pseudo-terminal: bytes in, bytes out, commands, time.
class CabinetTest {
    static final String SET_UP =
            "C,0\nC,SETCONF,mdb-addr=0x10\nC,SETCONF,mdb-currency-code=0x1978\nC,1\n";

    final ManualTime time = new ManualTime();
    final StringBuilder sent = new StringBuilder();
    final List<ObjectNode> events = new ArrayList<>();
    final Cabinet cabinet =
            new Cabinet(
                    Fixture.PLAIN,
                    Timings.USUAL,
                    time,
                    bytes -> sent.append(new String(bytes, StandardCharsets.US_ASCII)),
                    events::add);
    final Commands commands = new Commands(cabinet, Map.of(12, Fixture.ITEM_12), new NoAdapter());

    @Test
    void aBrokenAdapterSaysWhatItIsTold() {
        assertThat(commands.run("line c,STATUS,VEND,x,y").path("ok").asBoolean()).isTrue();
        assertThat(commands.run("noise 300").path("ok").asBoolean()).isTrue();
        assertThat(commands.run("noise 100001").path("error").asText()).isEqualTo("BAD_ARGUMENT");
    }

    @Test
    void aSaleForCoinsIsShownToASnifferIfTheReaderIsSetUp() {
        coinSale();
        module("X,1\n");
        coinSale();
        enabled();
        coinSale();

        assertThat(said())
                .filteredOn(line -> line.startsWith("x,"))
                .hasSize(2)
                .first()
                .asString()
                .matches("x,00,[0-9]{10},13,0500AF000C");
        module("X,0\n");
        assertThat(said()).containsExactly("x,ACK");
        coinSale();
        assertThat(said()).noneMatch(line -> line.startsWith("x,"));
    }

    @Test
    void aJammedSaleForCoinsIsNone() {
        enabled();
        module("X,1\n");
        commands.run("jam on");
        coinSale();

        assertThat(said()).containsExactly("x,ACK");
    }

    private void coinSale() {
        commands.run("coin 175");
        commands.run("select 12");
        pass(500);
    }

    private static final class NoAdapter implements Commands.Adapter {
        @Override
        public void attach() {}

        @Override
        public void detach() {}
    }

    void module(String lines) {
        byte[] bytes = lines.getBytes(StandardCharsets.ISO_8859_1);
        cabinet.received(bytes, bytes.length);
    }

    void pass(long millis) {
        for (long passed = 0; passed < millis; passed += Cabinet.TICK_MILLIS) {
            time.pass(Duration.ofMillis(Cabinet.TICK_MILLIS));
            cabinet.tick();
        }
    }

    List<String> said() {
        List<String> lines = sent.toString().lines().toList();
        sent.setLength(0);
        return lines;
    }

    void enabled() {
        module(SET_UP);
        pass(100);
        assertThat(said()).endsWith("c,STATUS,DISABLED", "c,STATUS,ENABLED");
    }

    List<String> signals() {
        var list = new ArrayList<String>();
        commands.run("signals")
                .get("signals")
                .forEach(s ->
                        list.add(
                                s.get("paid-by").asText()
                                        + " "
                                        + s.get("item").asText()
                                        + " "
                                        + s.get("paid").asText()
                                        + " "
                                        + s.path("outcome").asText("turning")));
        return list;
    }

    @Test
    void aCashlessSaleGoesThroughAllItsLines() {
        enabled();

        module("C,START,5.00\n");
        commands.run("select 12");
        module("C,VEND,1.75\n");
        assertThat(signals()).containsExactly("CASHLESS 12 175 turning");
        pass(200);

        assertThat(said())
                .containsExactly(
                        "c,STATUS,IDLE",
                        "c,STATUS,VEND,1.75,12",
                        "c,VEND,SUCCESS",
                        "c,STATUS,IDLE",
                        "c,STATUS,ENABLED");
        assertThat(signals()).containsExactly("CASHLESS 12 175 VENDED");
        assertThat(events)
                .anyMatch(e -> e.get("event").asText().equals("vend"))
                .anyMatch(e -> e.path("text").asText().equals("CREDIT 5.00"));
    }

    @Test
    void coinsBuyWithNobodyOnTheLine() {
        commands.run("coin 100");
        assertThat(commands.run("select 12").get("display").asText()).isEqualTo("PRICE 1.75");
        commands.run("coin 100");
        assertThat(commands.run("select 12").get("motor").asText()).isEqualTo("turning");
        pass(200);

        assertThat(signals()).containsExactly("COIN 12 175 VENDED");
        assertThat(commands.run("state").get("coins").asLong()).isEqualTo(25);
        assertThat(commands.run("return").get("coins").asLong()).isZero();
        assertThat(events).anyMatch(e -> e.path("amount").asLong() == 25);
        assertThat(said()).isEmpty();
    }

    @Test
    void aJammedMachineWasApprovedAndSoldNothing() {
        enabled();
        commands.run("jam on");
        module("C,START,5.00\n");
        commands.run("select 12");
        module("C,VEND,1.75\n");
        pass(200);

        assertThat(said()).contains("c,ERR,VEND 3");
        assertThat(signals()).containsExactly("CASHLESS 12 175 JAMMED");
    }

    @Test
    void aSlowMotorLeavesTimeToResetTheBus() {
        enabled();
        commands.run("slow 500");
        module("C,START,5.00\n");
        commands.run("select 12");
        module("C,VEND,1.75\n");
        pass(400);
        assertThat(signals()).containsExactly("CASHLESS 12 175 turning");
        said();

        commands.run("reset");
        pass(1000);

        assertThat(signals()).containsExactly("CASHLESS 12 175 VENDED_UNHEARD");
        assertThat(said())
                .containsExactly("c,STATUS,INACTIVE", "c,STATUS,DISABLED", "c,STATUS,ENABLED");
    }

    @Test
    void theMachineEndsASessionThatNobodyUses() {
        enabled();
        module("C,START,5.00\n");
        said();

        pass(Timings.USUAL.session().toMillis() - 100);
        assertThat(said()).isEmpty();
        pass(200);

        assertThat(said()).containsExactly("c,STATUS,ENABLED");
    }

    @Test
    void theMachineCancelsARequestThatNobodyAnswersAlsoAfterAClockJump() {
        enabled();
        module("C,START,5.00\n");
        commands.run("select 12");
        said();

        time.pass(Duration.ofSeconds(301));
        cabinet.tick();

        assertThat(said()).startsWith("c,ERR,VEND 1");
        assertThat(signals()).isEmpty();
    }

    @Test
    void aPulledCableCarriesNothingAndComesBackWithAReset() {
        enabled();
        commands.run("unplug");
        module("V\nC,START,5.00\n");
        assertThat(said()).isEmpty();

        commands.run("plug");
        pass(100);

        assertThat(said())
                .containsExactly("c,STATUS,INACTIVE", "c,STATUS,DISABLED", "c,STATUS,ENABLED");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 64})
    void linesArriveInPiecesOfAnySize(int size) {
        byte[] bytes = (SET_UP + "V\r\nC,STOP\r\n").getBytes(StandardCharsets.US_ASCII);
        for (int from = 0; from < bytes.length; from += size) {
            int count = Math.min(size, bytes.length - from);
            byte[] piece = java.util.Arrays.copyOfRange(bytes, from, from + count);
            cabinet.received(piece, count);
        }

        assertThat(said())
                .containsExactly(
                        "c,STATUS,INACTIVE",
                        "c,0",
                        "c,SET,OK",
                        "c,SET,OK",
                        "c,STATUS,INACTIVE",
                        "c,1",
                        AdapterLine.VERSION.line(),
                        "c,ERR,-1");
    }

    @Test
    void garbageAndEndlessLinesChangeNothingAndAreCounted() {
        module("hello\n\u0000\u00ff\u0007\nCC,1\nX\n");
        module("C,1".repeat(100_000));
        module("\nV\n");

        assertThat(said()).containsExactly(AdapterLine.VERSION.line());
        var state = commands.run("state");
        assertThat(state.get("state").asText()).isEqualTo("OFF");
        assertThat(state.get("garbage").asLong()).isEqualTo(4);
        assertThat(state.get("discarded").asLong())
                .isEqualTo(300_000 - LineSplitter.LONGEST_LINE_BYTES);
    }

    @Test
    void commandsThatAreNotUnderstoodSayWhatIs() {
        assertThat(commands.run("kick").get("error").asText()).isEqualTo("UNKNOWN_COMMAND");
        assertThat(commands.run("select 13").get("message").asText()).contains("no item 13");
        assertThat(commands.run("select x").get("error").asText()).isEqualTo("BAD_NUMBER");
        assertThat(commands.run("coin 0").get("message").asText()).contains("1 to 10000");
        assertThat(commands.run("jam maybe").get("ok").asBoolean()).isFalse();
        assertThat(commands.run("reset now").get("error").asText()).isEqualTo("BAD_ARGUMENT");
    }

    @Test
    void theWireShowsBothDirections() {
        module("V\n");

        var lines = commands.run("wire").get("lines");

        assertThat(lines.get(0).get("direction").asText()).isEqualTo("from-module");
        assertThat(lines.get(0).get("line").asText()).isEqualTo("V");
        assertThat(lines.get(1).get("direction").asText()).isEqualTo("to-module");
    }
}
