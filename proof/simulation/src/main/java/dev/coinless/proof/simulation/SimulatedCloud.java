package dev.coinless.proof.simulation;

import dev.coinless.functions.book.Archive;
import dev.coinless.functions.io.lambda.BookInMemory;
import dev.coinless.functions.io.lambda.HandlersInMemory;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.retry.TableBusy;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryArchive;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.functions.testing.SeededSecureRandom;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.ModuleId;
import dev.coinless.wallet.cloud.Network.Answer;
import dev.coinless.wallet.cloud.Network.Call;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The production functions on a table in memory. They may die, be worked beside one another, and
/// have a clock that is wrong.
final class SimulatedCloud {

    /// The Book's table.
    static final String BOOK = BookInMemory.TABLE;

    private final World world;
    private final Fixture fixture;
    private final MemoryDynamo table;
    private final HookedTable hooked;
    private final MemoryArchive archive = new MemoryArchive();
    private Optional<HandlersInMemory> running = Optional.empty();
    private Optional<BookInMemory> runningBook = Optional.empty();
    private Duration skew = Duration.ZERO;
    private int starts;

    SimulatedCloud(World world, Fixture fixture, MemoryDynamo table) {
        this.world = world;
        this.fixture = fixture;
        this.table = table;
        this.hooked = new HookedTable(world.faults().table(table));
    }

    MemoryDynamo table() {
        return table;
    }

    void become(AwsMode manners) {
        table.become(manners);
    }

    /// The functions' clock is off.
    void skew(Duration by) {
        skew = by;
    }

    /// The function that is called next dies at one of its requests.
    void dieAt(int request) {
        hooked.before(
                request,
                () -> {
                    running = Optional.empty();
                    runningBook = Optional.empty();
                    throw new FunctionDied();
                });
    }

    /// Something else is worked on before one of the next requests.
    void meanwhile(int request, Runnable what) {
        hooked.before(request, what);
    }

    void undisturbed() {
        hooked.clear();
    }

    /// One request of a phone.
    ///
    /// @throws FunctionDied if there is no answer
    Answer serve(Call call) {
        var response =
                call.path().startsWith("/v1/book/")
                        ? book().read(call.path(), call.headers())
                        : handlers()
                                .serve(
                                        call.method(),
                                        call.path(),
                                        call.headers(),
                                        new String(call.body().toArray(), StandardCharsets.UTF_8));
        var retryAfter = Optional.ofNullable(response.getHeaders().get("retry-after"));
        return new Answer(
                response.getStatusCode(),
                retryAfter.map(Long::valueOf),
                Bytes.utf8(response.getBody()));
    }

    /// A message of the queue.
    ///
    /// @return whether the queue may forget it
    boolean queued(Bytes bundle) {
        try {
            return handlers().queued(bundle);
        } catch (FunctionDied dead) {
            return false;
        }
    }

    void sweep() {
        try {
            handlers().sweep();
        } catch (FunctionDied | TableBusy e) {
            // The schedule calls again.
        }
    }

    /// A batch of the stream.
    ///
    /// @return whether the stream may forget the changes
    boolean stream(List<Map<String, String>> keys) {
        try {
            return handlers().sweep(keys);
        } catch (FunctionDied dead) {
            return false;
        }
    }

    /// A batch of the stream for the Book.
    ///
    /// @return whether the stream may forget the changes
    boolean append(List<MemoryDynamo.Change> changes) {
        try {
            return book().append(changes);
        } catch (FunctionDied dead) {
            return false;
        }
    }

    /// The minute's sealing.
    void seal() {
        try {
            var _ = book().seal();
        } catch (FunctionDied | TableBusy | Attempts.Exhausted e) {
            // The schedule calls again.
        }
    }

    HandlersInMemory handlers() {
        if (running.isEmpty()) {
            running = Optional.of(new HandlersInMemory(ground()));
        }
        return running.get();
    }

    BookInMemory book() {
        if (runningBook.isEmpty()) {
            runningBook = Optional.of(new BookInMemory(ground(), objects()));
        }
        return runningBook.get();
    }

    private HandlersInMemory.Ground ground() {
        return new HandlersInMemory.Ground(
                hooked,
                fixture.custody(),
                () -> world.wall().plus(skew),
                new SeededSecureRandom(world.seed() + ++starts),
                this::down,
                BookInMemory.SETTINGS);
    }

    /// The object storage; a function may die before it reaches it, too.
    private Archive objects() {
        return new Archive() {
            @Override
            public void keep(Kind kind, Bytes hash, Bytes content) {
                hooked.pass();
                archive.keep(kind, hash, content);
            }

            @Override
            public Optional<Bytes> find(Kind kind, Bytes hash) {
                hooked.pass();
                return archive.find(kind, hash);
            }
        };
    }

    MemoryArchive archive() {
        return archive;
    }

    long newestGrantKey() {
        return table.itemsOf("K#GRANT")
                .mapToLong(item -> Long.parseLong(Objects.requireNonNull(item.get("sk")).s()))
                .max()
                .orElseThrow();
    }

    private void down(ModuleId module, Bytes bundle) {
        world.module(module).uplink().down(bundle);
    }
}
