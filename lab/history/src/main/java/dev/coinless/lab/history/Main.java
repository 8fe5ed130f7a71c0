package dev.coinless.lab.history;

import dev.coinless.model.time.TimeSource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;

/// `--state DIR --sales N --days D`: lets a module that is switched off have sold N times within D
/// days of running. The cloud's environment variables are those of its functions.
public final class Main {

    private Main() {}

    /// Makes the sales; prints how many.
    public static void main(String[] args) throws Exception {
        var state = Path.of(option(args, "--state"));
        int sales = Integer.parseInt(option(args, "--sales"));
        var running = Duration.ofDays(Integer.parseInt(option(args, "--days")));
        var random = new SecureRandom();
        var cloud = new CloudInProcess(System.getenv(), TimeSource.find(), random);
        try (var module = ModuleInProcess.open(state, random)) {
            new Sales(cloud, module).make(sales, running);
        }
        System.out.printf("%d sales%n", sales);
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
