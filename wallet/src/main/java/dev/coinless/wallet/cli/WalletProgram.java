package dev.coinless.wallet.cli;

import java.io.IOException;
import java.io.PrintStream;

/// The wallet as a program: reads the command line and runs one command.
public final class WalletProgram {
    static final String USAGE =
            """
            Pays at machines with the account kept in a folder of yours.

              wallet register         make the account known to the cloud
              wallet balance          what the account has, and what is on hold
              wallet scan             machines in range
              wallet pay MACHINE      buy: tap, swipe, select on the machine, receipt
              wallet grants           grants in the wallet
              wallet receipts         receipts waiting and settled
              wallet refund GRANT [nothing_came|wrong_item|damaged|other]
                                      ask for the money back, or how that stands
              wallet post             bring waiting receipts to the cloud
              wallet book             the newest header of the ledger, proven to stand on the one kept
              wallet proof GRANT      proof that the ledger has a purchase, under that header
              wallet shell            commands by line, answers as JSON, for programs

            Options
              --dir FOLDER            where the wallet is kept
              --cloud URL             the cloud's address
              --authority HOST        the name requests are signed for, if not the address's
              --air SOCKET            the simulated air
              --name NAME             the phone's name in the air (P)
              --environment NAME      the deployment, like prod or local
              --company NUMBER        Bluetooth company identifier (0xFFFF)
              --mtu NUMBER            ATT MTU to ask for, 23 to 517 (517)
              --wire FILE             write every HTTP exchange to a file
              --root HEX              the platform's root key, to hold the ledger's headers to;
                                      without it those that the platform names first
              --line N --amount CENTS pay at a machine without a keypad: a washer, a dryer
              --json                  answers as JSON

            Exit status: 0 done, 1 refused, 2 usage, 3 not reached, 4 wallet not readable.
            """;

    private WalletProgram() {}

    /// Runs the command.
    public static Exit run(PrintStream out, PrintStream err, String... args) {
        try {
            var options = Options.parse(args);
            if (options.help()) {
                out.print(USAGE);
                return options.words().isEmpty() ? Exit.USAGE : Exit.DONE;
            }
            if (options.words().getFirst().equals("shell")) {
                ShellProgram.run(options, out);
                return Exit.DONE;
            }
            return PersonProgram.run(options, out, err);
        } catch (IllegalArgumentException e) {
            err.printf("wallet: %s%n`wallet --help` lists commands and options.%n", e.getMessage());
            return Exit.USAGE;
        } catch (IOException e) {
            err.printf("wallet: %s%n", e.getMessage());
            return Exit.WALLET;
        }
    }
}
