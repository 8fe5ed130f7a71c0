package dev.coinless.simulators.vmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdapterLineTest {

    static AdapterLine parse(String line) {
        return AdapterLine.parse(line, Fixture.EUR);
    }

    @Test
    void theDocumentedLinesAreUnderstood() {
        assertThat(parse("C,START,5.00"))
                .isEqualTo(new AdapterLine.ForMachine(new MachineEvent.StartSession(500)));
        assertThat(parse("C,VEND,1.75,12"))
                .isEqualTo(new AdapterLine.ForMachine(new MachineEvent.Approve(175)));
        assertThat(parse("C,VEND,1"))
                .isEqualTo(new AdapterLine.ForMachine(new MachineEvent.Approve(100)));
        assertThat(parse("C,SETCONF,mdb-always-idle=1"))
                .isEqualTo(new AdapterLine.ForMachine(new MachineEvent.ConfigureAlwaysIdle(true)));
        assertThat(parse("C,SETCONF,mdb-currency-code=0x1978"))
                .isEqualTo(new AdapterLine.ForMachine(new MachineEvent.ConfigureCurrency(0x1978)));
        assertThat(parse("F,RESPTIMEOUT,10")).isEqualTo(new AdapterLine.Answered("f,ACK"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C,START",
                "C,START,",
                "C,START,-1",
                "C,START,1.755",
                "C,START,1,75",
                "C,START,655.36",
                "C,START,1e2",
                "C,START,00000000000001",
                "C,VEND,x",
                "C,SETCONF",
                "C,SETCONF,mdb-addr",
                "C,SETCONF,mdb-addr=0x11",
                "C,SETCONF,mdb-always-idle=yes",
                "C,SETCONF,mdb-currency-code=978",
                "C,READ",
                "C,"
            })
    void wrongArgumentsAreRefused(String line) {
        if (line.equals("C,START,1,75")) {
            // A second word is an item number elsewhere; the amount before it counts.
            assertThat(parse(line))
                    .isEqualTo(new AdapterLine.ForMachine(new MachineEvent.StartSession(100)));
        } else {
            assertThat(parse(line)).isEqualTo(AdapterLine.REFUSED);
        }
    }

    @ParameterizedTest
    @CsvSource({"EUR,175,1.75,6520", "EUR,5,0.05,6520", "JPY,175,175,5010", "TND,1750,1.750,6024"})
    void amountsAreDecimalUnitsOfTheCurrency(String code, long minor, String text, int mdbCode) {
        var amounts = new Amounts(Currency.getInstance(code));

        assertThat(amounts.format(minor)).isEqualTo(text);
        assertThat(amounts.parse(text)).hasValue(minor);
        assertThat(amounts.mdbCode()).isEqualTo(mdbCode);
    }

    @Test
    void theMostThatSixteenBitsHoldMeansUnknownFunds() {
        assertThat(Fixture.EUR.parse("655.35")).hasValue(Amounts.UNKNOWN);
    }

    @Test
    void theCommandLineNamesWhatIsWrong(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("items");
        Files.writeString(file, "# machine\n12=175\n\n13=150\n");

        var options =
                Options.parse(
                        new String[] {
                            "--items", file.toString(), "--item", "14=200", "--link", "t"
                        });

        assertThat(options.items().keySet()).containsExactly(12, 13, 14);
        assertThat(options.link()).contains(Path.of("t"));
        assertThatThrownBy(() -> Options.parse(new String[] {})).hasMessageContaining("no items");
        assertThatThrownBy(() -> Options.parse(new String[] {"--item", "12"}))
                .hasMessageContaining("NUMBER=PRICE");
        assertThatThrownBy(() -> Options.parse(new String[] {"--item", "12=65535"}))
                .hasMessageContaining("1 to 65534");
        assertThatThrownBy(() -> Options.parse(new String[] {"--motor-ms", "soon"}))
                .hasMessageContaining("needs a number");
        assertThatThrownBy(() -> Options.parse(new String[] {"--fast"}))
                .hasMessageContaining("--fast is unknown");
    }
}
