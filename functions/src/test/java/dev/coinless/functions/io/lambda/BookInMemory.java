package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import dev.coinless.functions.book.Archive;
import dev.coinless.functions.book.BookStore;
import dev.coinless.functions.io.table.DynamoBook;
import dev.coinless.functions.testing.MemoryDynamo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The Book's production handlers, wired without AWS, beside [HandlersInMemory]. Each object is one
/// set of running functions; a new one starts cold.
public final class BookInMemory {

    /// The Book's table.
    public static final String TABLE = "book";

    /// Makes bundles tell of the Book.
    public static final Map<String, String> SETTINGS = Map.of("BOOK_TABLE_NAME", TABLE);

    private final BookWiring wiring;
    private final AppendToBookHandler append;
    private final SealBookHandler seal;
    private final CatchUpBookHandler catchUp;
    private final ReadBookHandler read;

    public BookInMemory(HandlersInMemory.Ground ground, Archive archive) {
        var cloud = HandlersInMemory.wiring(ground);
        this.wiring = new BookWiring(cloud, new DynamoBook(cloud.table().sibling(TABLE)), archive);
        this.append = new AppendToBookHandler(wiring);
        this.seal = new SealBookHandler(wiring);
        this.catchUp = new CatchUpBookHandler(wiring);
        this.read = new ReadBookHandler(wiring);
    }

    /// A batch of the stream.
    ///
    /// @return whether all were taken; otherwise the stream gives them again
    public boolean append(List<MemoryDynamo.Change> changes) {
        var records = new ArrayList<DynamodbStreamRecord>();
        changes.forEach(change -> records.add(StreamRecords.of(change, records.size())));
        var event = new DynamodbEvent();
        event.setRecords(records);
        return append.handleRequest(event, null).getBatchItemFailures().isEmpty();
    }

    /// The minute's sealing.
    public Map<String, Object> seal() {
        return seal.handleRequest(Map.of(), null);
    }

    /// All that the stream has forgotten.
    public Map<String, Object> catchUp() {
        return catchUp.handleRequest(Map.of(), null);
    }

    /// A phone reads a header.
    public APIGatewayV2HTTPResponse read(String path, Map<String, String> headers) {
        return read.handleRequest(HandlersInMemory.request("GET", path, headers, ""), null);
    }

    /// `ledger verify`, with the Book.
    public Map<String, Object> verify() {
        return new VerifyLedgerHandler(wiring).handleRequest(Map.of(), null);
    }

    public BookStore store() {
        return wiring.store();
    }
}
