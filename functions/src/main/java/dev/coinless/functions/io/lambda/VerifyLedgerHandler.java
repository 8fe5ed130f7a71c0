package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.coinless.functions.io.table.DynamoBooks;
import dev.coinless.functions.ledger.Books;
import dev.coinless.functions.ledger.Verification;
import dev.coinless.functions.verify.Attention;
import dev.coinless.functions.verify.VerifyLedger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Invoked directly: the proof that the books balance, or what is wrong with them.
public final class VerifyLedgerHandler
        implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private final VerifyLedger verify;
    private final DynamoBooks books;

    public VerifyLedgerHandler() {
        this(Wiring.ofEnvironment());
    }

    VerifyLedgerHandler(Wiring wiring) {
        this.books = new DynamoBooks(wiring.table());
        this.verify = new VerifyLedger(books, wiring.environment());
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        try {
            return answer(verify.verify(), books.attention());
        } catch (Books.BrokenItem e) {
            return answer(
                    new Verification(
                            0, 0, new TreeMap<>(), List.of(String.valueOf(e.getMessage()))),
                    new Attention(List.of(), List.of()));
        }
    }

    private static Map<String, Object> answer(Verification verification, Attention attention) {
        var balances = new LinkedHashMap<String, Object>();
        verification.balances().forEach((name, sum) -> balances.put(name.toString(), sum));
        var answer = new LinkedHashMap<String, Object>();
        answer.put("ok", verification.ok());
        answer.put("entries", verification.entries());
        answer.put("accounts", verification.accounts());
        answer.put("balances", balances);
        answer.put("faults", verification.faults());
        answer.put("quarantined", texts(attention.quarantined()));
        answer.put("inReview", texts(attention.inReview()));
        return answer;
    }

    private static List<String> texts(List<?> ids) {
        return ids.stream().map(Object::toString).toList();
    }
}
