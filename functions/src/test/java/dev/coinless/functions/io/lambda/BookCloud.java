package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import dev.coinless.functions.book.Archive;
import dev.coinless.functions.book.BookStore;
import dev.coinless.functions.io.table.DynamoBook;
import dev.coinless.functions.testing.MemoryArchive;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Phone;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.receipt.Outcome;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// A [Cloud] with its Book: the changes of its table as a stream, and the Book's handlers.
final class BookCloud {

    static final String TABLE = "coinless";

    final RandomGenerator random;
    final MemoryDynamo dynamo;
    final Cloud cloud;
    final MemoryArchive archive = new MemoryArchive();
    final PaymentUnit m7;
    final PaymentUnit l3;
    final Phone p;
    final Phone q;
    final BookStore store;

    private long counter = 5;
    private int sequence;

    BookCloud(MemoryDynamo dynamo, RandomGenerator random) {
        this(dynamo, random, Map.of());
    }

    /// @param settings that are other than usual
    BookCloud(MemoryDynamo dynamo, RandomGenerator random, Map<String, String> settings) {
        this.random = random;
        this.dynamo = dynamo;
        this.cloud = new Cloud(dynamo, random, settings);
        this.m7 = new PaymentUnit("0a0b0c0d0e07", random);
        this.l3 = new PaymentUnit("0a0b0c0d0e03", random);
        this.p = new Phone(random);
        this.q = new Phone(random);
        this.store = new DynamoBook(cloud.wiring.table().sibling("book"));
        cloud.rotateKeys();
        cloud.enrol(m7, "A");
        cloud.enrol(l3, "B");
        for (var phone : List.of(p, q)) {
            cloud.register(phone);
            cloud.credit(phone, 100_000, new UUID(1, phone == p ? 1 : 2));
        }
    }

    BookWiring wiring() {
        return wiring(store, archive);
    }

    BookWiring wiring(BookStore through, Archive to) {
        return new BookWiring(cloud.wiring, through, to);
    }

    /// A sale at a module: a HOLD and a CAPTURE.
    String buys(Phone phone, PaymentUnit module) {
        var holder = phone.newHolder();
        var token = Cloud.token(cloud.grantOnCode(phone, module, counter++, holder));
        var receipt =
                module.receipt(
                        token.grant().id(),
                        module.proof(token, holder, Intent.PAY),
                        Outcome.VENDED,
                        Money.of(175, "EUR"));
        cloud.redeem(phone, receipt);
        return token.grant().id().toString();
    }

    /// The changes of the money's table since the last call, as its stream gives them.
    List<DynamodbStreamRecord> changes() {
        return dynamo.drain().stream()
                .filter(change -> change.table().equals(TABLE))
                .map(this::record)
                .toList();
    }

    private DynamodbStreamRecord record(MemoryDynamo.Change change) {
        return StreamRecords.of(change, ++sequence);
    }

    /// Delivers changes to the Book.
    ///
    /// @return how many records the stream is to give again from
    int deliver(List<DynamodbStreamRecord> changes) {
        return deliver(changes, wiring());
    }

    int deliver(List<DynamodbStreamRecord> changes, BookWiring wiring) {
        var event = new DynamodbEvent();
        event.setRecords(changes);
        return new AppendToBookHandler(wiring)
                .handleRequest(event, null)
                .getBatchItemFailures()
                .size();
    }

    /// The minute's sealing.
    Map<String, Object> seal() {
        return new SealBookHandler(wiring()).handleRequest(Map.of(), null);
    }
}
