package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.coinless.functions.book.VerifyBook;
import dev.coinless.functions.io.table.DynamoBooks;
import dev.coinless.functions.ledger.Books;
import dev.coinless.functions.ledger.Verification;
import dev.coinless.functions.verify.Attention;
import dev.coinless.functions.verify.VerifyLedger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Invoked directly: the proof that the books balance and that the Book has all of them, or what is
/// wrong.
public final class VerifyLedgerHandler
        implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private final VerifyLedger verify;
    private final DynamoBooks books;
    private final Optional<VerifyBook> book;

    public VerifyLedgerHandler() {
        this(BookWiring.open());
    }

    VerifyLedgerHandler(BookWiring wiring) {
        this(wiring.cloud(), Optional.of(wiring.verify()));
    }

    /// Without the Book.
    VerifyLedgerHandler(Wiring wiring) {
        this(wiring, Optional.empty());
    }

    private VerifyLedgerHandler(Wiring wiring, Optional<VerifyBook> book) {
        this.books = new DynamoBooks(wiring.table());
        this.verify = new VerifyLedger(books, wiring.environment());
        this.book = book;
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        try {
            var found = book.map(VerifyLedgerHandler::verified);
            var verification = verify.verify();
            var faults = found.map(VerifyBook.Found::faults).orElse(List.of());
            var answer = answer(verification.with(faults), books.attention());
            found.ifPresent(each -> answer.put("book", answer(each)));
            return answer;
        } catch (Books.BrokenItem e) {
            return answer(
                    new Verification(
                            0, 0, new TreeMap<>(), List.of(String.valueOf(e.getMessage()))),
                    new Attention(List.of(), List.of(), List.of()));
        }
    }

    /// An item of the Book that cannot be read is a fault like any other.
    private static VerifyBook.Found verified(VerifyBook book) {
        try {
            return book.verify();
        } catch (IllegalStateException e) {
            return new VerifyBook.Found(0, 0, 0, List.of(), List.of("the Book: " + e.getMessage()));
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
        answer.put("forks", attention.forks());
        return answer;
    }

    private static Map<String, Object> answer(VerifyBook.Found found) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("entries", found.entries());
        answer.put("waiting", found.waiting());
        answer.put("headers", found.headers());
        answer.put(
                "quarantined",
                found.bad().stream()
                        .map(bad -> "%s: %s".formatted(bad.item(), bad.reason()))
                        .toList());
        return answer;
    }

    private static List<String> texts(List<?> ids) {
        return ids.stream().map(Object::toString).toList();
    }
}
