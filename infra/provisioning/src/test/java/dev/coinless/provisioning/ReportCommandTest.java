package dev.coinless.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportCommandTest {

    private final List<String> calls = new ArrayList<>();

    @Test
    void eachMachineHasALineWithWhatItSoldByPhoneAndForCoins() throws Exception {
        var result =
                run(
                        """
                        {"machines": [{"module": "0a", "name": "Snacks", "currency": "EUR",
                            "cashless": {"count": 2, "sum": 350}, "cash": {"count": 1, "sum": 175},
                            "coins": {"count": 0, "sum": 0}, "others": {"count": 3, "sum": 0}}]}
                        """,
                        "report",
                        "A",
                        "--from",
                        "2026-11-01");

        assertThat(calls)
                .containsExactly("ReportSales {\"operator\":\"A\",\"from\":\"2026-11-01\"}");
        assertThat(result.text())
                .isEqualTo(
                        "0a Snacks: 2 (3.50 EUR) by phone, 1 (1.75 EUR) for cash, 0 (0.00 EUR) of"
                                + " coins, 3 given away or for tests");
    }

    @Test
    void anOperatorWithoutMachinesIsToldSo() throws Exception {
        assertThat(run("{\"machines\": []}", "report", "X").text())
                .isEqualTo("operator X has no machines");
    }

    private Commands.Result run(String answer, String... words) throws Exception {
        var json = new ObjectMapper().readTree(answer);
        return new ReportCommand(
                        (function, input) -> {
                            calls.add(function + " " + input);
                            return json;
                        })
                .run(Arguments.parse(List.of(words)));
    }
}
