package dev.coinless.provisioning;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinless.model.sign.KeyGenerator;
import dev.coinless.provisioning.Commands.Result;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/// The operator's program; see [#USAGE].
public final class Main {

    static final String USAGE =
            """
            usage: COMMAND [--json] [--endpoint URL] [--stack NAME]

              init --key-dir DIR                 make the root and the data key of a local deployment
              rotate-keys [--usage grant ...]    make the keys that are due, and those named
              enrol --in REQUEST --out ENROLMENT --operator A --name NAME
                    [--currency EUR] [--kind vend|pulse|door|swipe] [--price ITEM=MINOR_UNITS ...]
                    [--line NUMBER=VALUE[:MIN-MAX[:NAME]] ...]
                    [--unlicensed]
              credit ACCOUNT AMOUNT [--currency EUR] [--id UUID]
                                                 give promotional credit, in minor units
              module configure MODULE --operator A [--set NAME=VALUE ...] [--unset NAME ...]
                    [--price ITEM=MINOR_UNITS ...] [--no-price ITEM ...]
                                                 what it learns with its next bundle
              module quarantine|release|decommission MODULE --operator A
                                                 no grants for now, grants again, none any more
              revoke [--key USAGE/SERIAL ...] [--subject ID ...]
                                                 deny a platform key or a grant to all modules
              unrevoke [--key USAGE/SERIAL ...] [--subject ID ...]
                                                 take it off the denylist, when it has run out
              reviews --operator A               holds that a person has to decide
              review GRANT capture --amount MINOR_UNITS --operator A --reason TEXT
              review GRANT release --operator A --reason TEXT
                                                 take what the machine gave, or nothing
              refunds --operator A               customers who paid and got nothing
              refund GRANT approve|deny --operator A --reason TEXT
                                                 give the money back, or not
              ledger verify [--root THUMBPRINT | --key-dir DIR]
                                                 prove that the books balance and the Book has all of them,
                                                 and each of its blocks, headers and signatures
              ledger verify --export FILE --root THUMBPRINT | --key-dir DIR
                                                 verify an export of the Book, without the deployment
              ledger export FILE                 write all of it down, for a verifier without access
              ledger archive DIR [--root THUMBPRINT | --key-dir DIR]
                                                 keep it here too, from where the last run stopped
              ledger catch-up                    take into the Book what its stream has forgotten
              ledger totals                      what operators have earned, by the Book's totals
              report OPERATOR [--from DAY] [--to DAY]
                                                 what its machines sold, by phone and for coins

            --endpoint (or AWS_ENDPOINT_URL_LAMBDA) is where functions are called; without it, AWS
            with the usual credentials. --stack is the CloudFormation stack whose functions are meant.\
            """;

    /// A wrong command line.
    private static final int EXIT_USAGE = 2;

    /// The deployment refused, or the books are broken.
    private static final int EXIT_FAILED = 1;

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args)));
    }

    static int run(List<String> args) {
        try {
            var arguments = Arguments.parse(args);
            if (arguments.words().isEmpty() || arguments.has("help")) {
                System.out.println(USAGE);
                return arguments.has("help") ? 0 : EXIT_USAGE;
            }
            var result = execute(arguments);
            System.out.println(arguments.has("json") ? result.json().toString() : result.text());
            return result.ok() ? 0 : EXIT_FAILED;
        } catch (Problem e) {
            System.err.println("coinless-provisioning: " + e.getMessage());
            return EXIT_FAILED;
        }
    }

    private static Result execute(Arguments arguments) throws Problem {
        if (arguments.words().getFirst().equals("init")) {
            return init(arguments);
        }
        if (arguments.words().getFirst().equals("ledger") && arguments.has("export")) {
            return ledgerExport(arguments);
        }
        try (var lambda = LambdaFunctions.connect(endpoint(arguments), arguments.find("stack"))) {
            var commands = new Commands(lambda);
            return switch (arguments.words().getFirst()) {
                case "rotate-keys" -> commands.rotateKeys(arguments);
                case "enrol" -> commands.enrol(arguments);
                case "credit" -> commands.credit(arguments);
                case "module" -> new ModuleCommands(lambda).run(arguments);
                case "revoke" -> new DenylistCommands(lambda).revoke(arguments);
                case "unrevoke" -> new DenylistCommands(lambda).unrevoke(arguments);
                case "reviews" -> new CaseCommands(lambda).reviews(arguments);
                case "review" -> new CaseCommands(lambda).review(arguments);
                case "refunds" -> new CaseCommands(lambda).refunds(arguments);
                case "refund" -> new CaseCommands(lambda).refund(arguments);
                case "ledger" -> ledger(lambda, arguments);
                case "report" -> new ReportCommand(lambda).run(arguments);
                default -> throw unknown(String.join(" ", arguments.words()));
            };
        }
    }

    private static Optional<String> endpoint(Arguments arguments) {
        return arguments
                .find("endpoint")
                .or(() -> Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL_LAMBDA")));
    }

    private static Result ledger(Functions functions, Arguments arguments) throws Problem {
        var what = arguments.word(1, "what to do with the ledger");
        return switch (what) {
            case "verify" -> new VerifyCommand(functions).run(arguments);
            case "catch-up" -> new BookCommands(functions).catchUp(arguments);
            case "export" -> new BookCommands(functions).export(arguments);
            case "archive" -> new ArchiveCommand(functions, ExportLedger.PAUSE).run(arguments);
            case "totals" -> new BookCommands(functions).totals(arguments);
            default -> throw unknown("ledger " + what);
        };
    }

    /// What is done with an export that is there.
    private static Result ledgerExport(Arguments arguments) throws Problem {
        var what = arguments.word(1, "what to do with the export");
        if (!what.equals("verify")) {
            throw unknown("ledger %s --export".formatted(what));
        }
        return ExportCommands.verify(arguments);
    }

    private static Result init(Arguments arguments) throws Problem {
        var directory = Path.of(arguments.only("key-dir").require("key-dir"));
        new KeyFiles(new KeyGenerator(new SecureRandom())).make(directory);
        var root = ExportCommands.rootOf(directory).value().hex();
        var json = new ObjectMapper().createObjectNode().put("keyDir", directory.toString());
        json.put("root", root);
        return new Result(
                """
                made the keys of a deployment in %s
                start it with KeyCustody=file:%s
                move offline-root.key away from this machine and keep it safe
                the root's thumbprint, by which others know what it signed: %s\
                """
                        .formatted(directory, directory.toAbsolutePath(), root),
                json);
    }

    private static Problem unknown(String command) {
        return new Problem("there is no command '%s'; see --help".formatted(command));
    }
}
