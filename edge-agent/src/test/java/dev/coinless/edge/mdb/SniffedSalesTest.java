package dev.coinless.edge.mdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.Platform;
import dev.coinless.edge.vend.CashWatch.Word;
import dev.coinless.edge.vend.MachineInput;
import dev.coinless.model.cash.CashSource;
import dev.coinless.model.cash.Remark;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Frames as in the adapter's documentation of its sniffer, sales as in MDB/ICP 7.4.
class SniffedSalesTest {

    private static final String SALE = "x,00,0014323438,13,0500AF000C";

    private final SniffedSales sales = new SniffedSales(0x10, 1, Platform.EUR);

    @Test
    void aCashSaleHasItsItemAndItsPrice() {
        assertThat(hear(SALE)).isEqualTo(sale(12, 175));
    }

    @Test
    void aLongerFrameOfALaterVersionOfTheBusIsReadAsFarAsItIsKnown() {
        assertThat(hear("x,00,0014323438,13,0500af000c01")).isEqualTo(sale(12, 175));
        assertThat(hear("x,00,0014423438,13,05000000af000c197801")).isEqualTo(sale(12, 175));
    }

    @ParameterizedTest
    @CsvSource({
        "800c1978, FREE",
        "400c1978, TEST",
        "200c1978, NEGATIVE",
        "100c1978, TOKEN",
        "000c1840, OTHER_CURRENCY",
    })
    void inExpandedCurrencyModeTheMachineSaysMore(String end, Remark remark) {
        assertThat(hear("x,00,0014323438,13,05000000AF" + end))
                .isEqualTo(new Word.Sale(CashSource.CASH_SALE, 12, 175, Set.of(remark)));
    }

    @Test
    void pricesAreInTheMachinesUnits() {
        var inFives = new SniffedSales(0x60, 5, Platform.EUR);

        assertThat(inFives.hear(new MachineInput.Line("x,00,0014323438,63,050023000C")))
                .isEqualTo(sale(12, 175));
    }

    @Test
    void aControllerThatMissedTheAcknowledgementRepeatsItsWordAndThatIsOneSale() {
        hear(SALE);

        assertThat(hear("x,00,0014323688,13,0500AF000C")).isEqualTo(new Word.Nothing());
        assertThat(hear("x,00,0014328000,13,0500AF000C"))
                .as("within half a second of the repetition")
                .isEqualTo(new Word.Nothing());
        assertThat(hear("x,00,0014334000,13,0500AF000C")).isEqualTo(sale(12, 175));
        assertThat(hear("x,00,0014334100,13,0500AF000D")).isEqualTo(sale(13, 175));
        assertThat(hear("x,00,0000000100,13,0500AF000D"))
                .as("its clock went over")
                .isEqualTo(sale(13, 175));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x,00,0014323438,12,",
                "x,80,0014323440,12,ACK",
                "x,00,0014323438,63,0500AF000C",
                "x,00,0014323438,13,0000AF000C",
                "x,80,0014323438,13,0500AF000C",
                "x,00,0014323438,0b,",
                "x,01,0014323438,30,FF",
            })
    void whatOthersSayOnTheBusIsNoneOfItsBusiness(String line) {
        assertThat(hear(line)).isEqualTo(new Word.Nothing());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x,02,0014323438,13,0500AF000C",
                "x,00,0014323438,13,0500AF00",
                "x,00,0014323438,13,0500AF000",
                "x,00,what,13,0500AF000C",
            })
    void aDamagedSaleIsNotGuessedAt(String line) {
        assertThat(hear(line)).isEqualTo(new Word.Damaged());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x,ACK", "c,STATUS,ENABLED", "x,1", "x,"})
    void whatTheReaderSaysIsForThePort(String line) {
        assertThat(hear(line)).isEqualTo(new Word.OfPort());
    }

    @Test
    void onlySalesAndWhatIsForThePortGetPastTheLine() {
        assertThat(sales.isOthers(new MachineInput.Line("x,80,0014323440,12,ACK"))).isTrue();
        assertThat(sales.isOthers(new MachineInput.Line("x,00,0014323440,12,"))).isTrue();
        assertThat(sales.isOthers(new MachineInput.Line(SALE))).isFalse();
        assertThat(sales.isOthers(new MachineInput.Line("c,STATUS,VEND,1.75,12"))).isFalse();
        assertThat(sales.isOthers(new MachineInput.Line("x,ACK"))).isFalse();
        assertThat(sales.isOthers(new MachineInput.Attached())).isFalse();
    }

    private Word hear(String line) {
        return sales.hear(new MachineInput.Line(line));
    }

    private static Word sale(int item, long price) {
        return new Word.Sale(CashSource.CASH_SALE, item, price, Set.of());
    }
}
