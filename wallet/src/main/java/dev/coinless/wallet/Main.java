package dev.coinless.wallet;

import dev.coinless.wallet.cli.WalletProgram;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The wallet's program.
public final class Main {
    private Main() {}

    public static void main(String... args) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(WalletProgram.run(out, err, args).status());
    }
}
