package dev.coinless.edge.mdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.Platform;
import dev.coinless.edge.vend.Selection;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.money.Money;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QibixxLineTest {

    @ParameterizedTest
    @ValueSource(strings = {"1.75", "1.750", "01.75"})
    void readsDecimalAmountsExactly(String amount) {
        assertThat(parse("c,STATUS,VEND,%s,12".formatted(amount)))
                .isEqualTo(new QibixxLine.VendRequest(new Selection(12, Money.of(175, "EUR"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c,STATUS,VEND,1.755,12",
                "c,STATUS,VEND,-1,12",
                "c,STATUS,VEND,1e3,12",
                "c,STATUS,VEND,1.75",
                "c,STATUS,VEND,1.75,",
                "c,STATUS,VEND,1.75,65536",
                "c,STATUS,VEND,1.75,99999999999",
                "c,STATUS,VEND,99999999999999999999,12",
                "c,STATUS,VEND,,",
                "c,STATUS",
                "x,0,1,10,00",
                "",
                "?????"
            })
    void neverRoundsNorGuesses(String line) {
        assertThat(parse(line)).isInstanceOf(QibixxLine.Unknown.class);
    }

    @Test
    void aCurrencyWithoutMinorUnitHasNone() {
        var yen = Currency.getInstance("JPY");

        assertThat(QibixxLine.parse("c,STATUS,VEND,120,5", yen))
                .isEqualTo(new QibixxLine.VendRequest(new Selection(5, Money.of(120, "JPY"))));
        assertThat(QibixxLine.decimal(Money.of(120, "JPY"))).isEqualTo("120");
    }

    @Test
    void tellsFaultsApart() {
        assertThat(parse("c,ERR,VEND 1")).isEqualTo(new QibixxLine.VendCancelled());
        assertThat(parse("c,ERR,VEND 3")).isEqualTo(new QibixxLine.VendFailure());
        assertThat(parse("c,ERR,\"cashless is off\"")).isInstanceOf(QibixxLine.Fault.class);
        assertThat(parse("c,STATUS,VEND,SUCCESS")).isEqualTo(new QibixxLine.VendSuccess());
        assertThat(parse("c,VEND,SUCCESS")).isEqualTo(new QibixxLine.VendSuccess());
    }

    @Test
    void linesComeOutTheSameWhateverTheChunks() {
        var stream = Bytes.utf8("v,1\r\nc,STATUS,ENABLED\r\n\n\rc,STATUS,VEND,1.75,12\nrest");
        var expected = List.of("v,1", "c,STATUS,ENABLED", "c,STATUS,VEND,1.75,12");

        for (int size = 1; size <= stream.length(); size++) {
            assertThat(assemble(stream, size)).as("chunks of %d", size).isEqualTo(expected);
        }
    }

    @Test
    void anEndlessLineIsDroppedToItsEndAndGarbageIsMadePrintable() {
        var endless = "x".repeat(100_000);
        var noise = Bytes.concat(Bytes.of((byte) 0xFF, (byte) 0, (byte) 0x1B), Bytes.utf8("a\n"));

        var lines = assemble(Bytes.concat(Bytes.utf8(endless + "\nc,SET,OK\n"), noise), 64);

        assertThat(lines).containsExactly("c,SET,OK", "???a");
    }

    @Test
    void anyBytesAtAllBecomeLinesThatParse() {
        var random = Platform.seeded(5);
        for (int i = 0; i < 2_000; i++) {
            var chunk = new byte[random.nextInt(300)];
            random.nextBytes(chunk);
            for (var line : LineAssembler.empty().take(Bytes.of(chunk)).lines()) {
                assertThat(line.length()).isLessThanOrEqualTo(LineAssembler.MAX_LINE);
                assertThat(parse(line)).isNotNull();
            }
        }
    }

    private static List<String> assemble(Bytes stream, int size) {
        var lines = new ArrayList<String>();
        var assembler = LineAssembler.empty();
        for (int from = 0; from < stream.length(); from += size) {
            var step = assembler.take(stream.slice(from, Math.min(stream.length(), from + size)));
            lines.addAll(step.lines());
            assembler = step.next();
        }
        return lines;
    }

    private static QibixxLine parse(String line) {
        return QibixxLine.parse(line, Platform.EUR);
    }
}
