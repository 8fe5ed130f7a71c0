package dev.coinless.bench;

import dev.coinless.edge.gate.Admission;
import dev.coinless.edge.gate.Gate;
import dev.coinless.edge.gate.GateRules;
import dev.coinless.edge.io.sqlite.SqliteJournal;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The module's decision, from the presentation's bytes to the released order, both signatures and
/// the durable CONSUMED record included; beside it the physical limit, one durable write of the
/// same size.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED"
        })
@State(Scope.Thread)
public class DecisionBenchmark {

    /// More than seven seconds of decisions consume at half a millisecond each.
    private static final int PREPARED = 15_000;

    private static final int RECORD_BYTES = 512;

    private final Presentations presentations = new Presentations();
    private final List<Bytes> prepared = new ArrayList<>();
    private Path folder;
    private SqliteJournal journal;
    private Gate gate;
    private FileChannel file;
    private int next;

    @Setup(Level.Trial)
    public void open() throws Exception {
        folder = Files.createTempDirectory("coinless-bench");
        journal = SqliteJournal.create(folder.resolve("journal.db"));
        gate = new Gate(new GateRules(presentations.identity()), journal);
        file =
                FileChannel.open(
                        folder.resolve("limit"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        for (int i = 0; i < PREPARED; i++) {
            prepared.add(presentations.presentation(new Counter(i)));
        }
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        journal.close();
        file.close();
        try (var all = Files.list(folder)) {
            for (var path : all.toList()) {
                Files.delete(path);
            }
        }
        Files.delete(folder);
    }

    @Benchmark
    public Admission decision() throws Exception {
        var counter = new Counter(next);
        var candidate = gate.readPresentation(prepared.get(next++), presentations.nonce);
        var admission = gate.admit(candidate, spentBy -> presentations.premises(counter, spentBy));
        if (!(admission instanceof Admission.Admitted)) {
            throw new IllegalStateException("not admitted: " + admission);
        }
        return admission;
    }

    @Benchmark
    public int limitOneDurableWrite() throws IOException {
        int written = file.write(ByteBuffer.allocate(RECORD_BYTES));
        file.force(false);
        return written;
    }
}
