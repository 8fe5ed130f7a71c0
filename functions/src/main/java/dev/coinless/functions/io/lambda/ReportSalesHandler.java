package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.coinless.functions.audit.SalesReport;
import dev.coinless.functions.http.JsonBody;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.io.table.DynamoCash;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Invoked directly: `{"operator", "from": "2026-11-01", "to": "2026-12-01T06:00:00Z"}` tells what
/// each machine sold by phone and for coins. The times may be left out, a day begins at midnight
/// UTC, `to` does not count any more.
public final class ReportSalesHandler
        implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private static final int TIME_LENGTH = 30;
    private static final int OPERATOR_LENGTH = 32;

    /// Later than any sale; what the text of an instant can hold.
    private static final Instant EVER = Instant.parse("9999-12-31T00:00:00Z");

    private final SalesReport.Reader reader;

    public ReportSalesHandler() {
        this(Wiring.ofEnvironment());
    }

    ReportSalesHandler(Wiring wiring) {
        this.reader = new DynamoCash(wiring.table());
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        try {
            var body = AdminInput.of(input).only("operator", "from", "to");
            var operator = body.text("operator", OPERATOR_LENGTH);
            var from = time(body, "from", Instant.EPOCH);
            var to = time(body, "to", EVER);
            var count = new SalesReport.Count(operator, from, to);
            reader.read(count);
            return answer(count.report());
        } catch (Refused e) {
            throw new AdminRefusal(e);
        }
    }

    private static Instant time(JsonBody body, String member, Instant otherwise) throws Refused {
        if (!body.has(member)) {
            return otherwise;
        }
        var text = body.text(member, TIME_LENGTH);
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw body.malformed(
                    member, "must be a day such as 2026-11-01, or a time as 2026-11-01T06:00:00Z");
        }
    }

    private static Map<String, Object> answer(SalesReport report) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("operator", report.operator());
        answer.put("from", report.from().toString());
        answer.put("to", report.to().toString());
        answer.put(
                "machines", report.machines().stream().map(ReportSalesHandler::machine).toList());
        return answer;
    }

    private static Map<String, Object> machine(SalesReport.Machine machine) {
        var line = new LinkedHashMap<String, Object>();
        line.put("module", machine.module().id().toString());
        line.put("name", machine.module().name());
        line.put("currency", machine.module().currency().getCurrencyCode());
        line.put("cashless", sum(machine.cashless()));
        line.put("cash", sum(machine.cash()));
        line.put("coins", sum(machine.coins()));
        line.put("others", sum(machine.others()));
        return line;
    }

    private static Map<String, Object> sum(SalesReport.Sum sum) {
        return Map.of("count", sum.count(), "sum", sum.amount());
    }
}
