package dev.coinless.lab.history;

import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.model.time.TimeSource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// `--state DIR --sales N --days D`: lets a module that is switched off have sold N times within D
/// days of running. The cloud's environment variables are those of its functions.
///
/// The sales are made on a table in memory and on a copy of the journal in memory, since ten
/// thousand of them would wait for the disk and for HTTP a hundred thousand times; both are moved
/// to their places at the end.
public final class Main {

    private Main() {}

    /// Makes the sales; prints how many, and what they took.
    public static void main(String[] args) throws Exception {
        var state = Path.of(option(args, "--state"));
        int sales = Integer.parseInt(option(args, "--sales"));
        var running = Duration.ofDays(Integer.parseInt(option(args, "--days")));
        var random = new SecureRandom();
        var environment = System.getenv();
        var memory = new MemoryDynamo();
        try (var client =
                        DynamoDbClient.builder()
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                .build();
                var module = ModuleInProcess.open(state, random)) {
            var table =
                    new BulkTable(
                            client,
                            environment.getOrDefault("TABLE_NAME", ""),
                            new Attempts(random, pause -> LockSupport.parkNanos(pause.toNanos())));
            table.copyTo(memory);
            var cloud = new CloudInProcess(environment, memory, TimeSource.find(), random);
            long start = System.nanoTime();
            new Sales(cloud, module).make(sales, running);
            long sold = System.nanoTime();
            int items = table.apply(memory.drain());
            module.save();
            System.out.printf(
                    "%d sales in %d ms, %d items in %d ms%n",
                    sales, millis(sold - start), items, millis(System.nanoTime() - sold));
        }
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }

    private static String option(String[] args, String name) {
        for (int i = 0; i + 1 < args.length; i++) {
            if (args[i].equals(name)) {
                return args[i + 1];
            }
        }
        throw new IllegalArgumentException(name + " is missing");
    }
}
