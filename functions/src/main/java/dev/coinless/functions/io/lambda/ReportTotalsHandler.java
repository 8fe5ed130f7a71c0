package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.coinless.functions.book.BookStore;
import dev.coinless.functions.book.LaneState;
import dev.coinless.model.book.Totals;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Invoked directly: what each lane's postings come to, such as what an operator has earned, as of
/// its newest block. Reads one item a lane, however much was sold.
public final class ReportTotalsHandler
        implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private final BookStore store;

    public ReportTotalsHandler() {
        this(BookWiring.open());
    }

    ReportTotalsHandler(BookWiring wiring) {
        this.store = wiring.store();
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        var lanes = new TreeMap<String, Object>();
        store.lanes().forEach(lane -> lanes.put(lane.lane().name(), lane(lane)));
        var answer = new LinkedHashMap<String, Object>();
        answer.put("header", store.headerLog().size());
        answer.put("lanes", lanes);
        return answer;
    }

    private static Map<String, Object> lane(LaneState lane) {
        var state = new LinkedHashMap<String, Object>();
        state.put("entries", lane.tip().entries());
        state.put("blocks", lane.tip().blocks());
        state.put("totals", totals(lane.tip().totals()));
        return state;
    }

    private static List<Map<String, Object>> totals(Totals totals) {
        return totals.sums().entrySet().stream()
                .map(each ->
                        Map.<String, Object>of(
                                "account", each.getKey().account(),
                                "currency", code(each.getKey().currency()),
                                "amount", each.getValue()))
                .toList();
    }

    private static String code(int number) {
        return Currency.getAvailableCurrencies().stream()
                .filter(each -> each.getNumericCode() == number)
                .map(Currency::getCurrencyCode)
                .findFirst()
                .orElseGet(() -> "%03d".formatted(number));
    }
}
