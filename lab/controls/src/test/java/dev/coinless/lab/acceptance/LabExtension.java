package dev.coinless.lab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.lab.cloud.LocalCloud;
import dev.coinless.lab.home.Home;
import dev.coinless.lab.process.RunFolder;
import dev.coinless.lab.world.Machine;
import dev.coinless.lab.world.World;
import dev.coinless.provisioning.OnlineBook;
import dev.coinless.provisioning.Problem;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives each test a fresh [World] on one cloud for the whole run, or one world to all tests of a
/// class that takes it in its constructor (with one instance per class). Afterwards it checks what
/// must hold after anything: the books balance, and no module signalled more than it had intended.
final class LabExtension implements ParameterResolver, AfterEachCallback, AfterAllCallback {

    private static final Namespace NAMESPACE = Namespace.create(LabExtension.class);

    /// The cloud, ended when the last test has ended.
    ///
    /// @param book follows the Book from test to test, so each verifies what the test before has
    ///   not
    private record SharedCloud(RunFolder run, LocalCloud cloud, OnlineBook book)
            implements AutoCloseable {

        static SharedCloud start() {
            var run = Home.find().newRun();
            var cloud = LocalCloud.start(Home.find(), run, 0);
            return new SharedCloud(
                    run, cloud, new OnlineBook(cloud.operator()::invoke, Set.of(), _ -> {}));
        }

        @Override
        public void close() {
            cloud.close();
            if (System.getenv("COINLESS_KEEP_RUN") == null) {
                run.close();
            }
        }
    }

    /// A world, the Book of its cloud, and whether it outlives a test.
    private record Opened(World world, OnlineBook book, boolean shared) {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == World.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var shared =
                context.getRoot()
                        .getStore(NAMESPACE)
                        .getOrComputeIfAbsent(
                                SharedCloud.class, _ -> SharedCloud.start(), SharedCloud.class);
        var world = World.open(Home.find(), shared.cloud());
        boolean ofTheClass = context.getTestMethod().isEmpty();
        context.getStore(NAMESPACE).put(Opened.class, new Opened(world, shared.book(), ofTheClass));
        return world;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var opened = context.getStore(NAMESPACE).get(Opened.class, Opened.class);
        if (opened == null) {
            return;
        }
        try {
            if (context.getExecutionException().isEmpty()) {
                checkWhatMustAlwaysHold(opened.world());
                checkTheBook(opened.book());
            }
        } finally {
            if (!opened.shared()) {
                opened.world().close();
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        var opened = context.getStore(NAMESPACE).get(Opened.class, Opened.class);
        if (opened != null) {
            opened.world().close();
        }
    }

    /// Blocks, headers, proofs and signatures since the last test.
    private static void checkTheBook(OnlineBook book) {
        try {
            assertThat(book.follow().broken()).isEmpty();
        } catch (Problem e) {
            throw new AssertionError("the Book cannot be read", e);
        }
    }

    private static void checkWhatMustAlwaysHold(World world) {
        var report = world.cloud().operator().verifyLedger();
        assertThat(report.faults()).isEmpty();
        assertThat(report.ok()).isTrue();
        assertThat(report.balances().values().stream().mapToLong(Long::longValue).sum()).isZero();
        world.machines().stream()
                .collect(Collectors.groupingBy(machine -> machine.module().id()))
                .values()
                .forEach(LabExtension::checkOneSignalPerConsumption);
        Secrecy.check(world);
        Privacy.check(world);
    }

    /// @param twins one machine, or several whose modules run from copies of one card
    private static void checkOneSignalPerConsumption(List<Machine> twins) {
        for (var machine : twins) {
            checkOneSignalPerConsumption(machine, twins.size() == 1);
        }
    }

    /// A signal is an approval; the machine turns no motor for one that crosses its VEND CANCEL.
    private static void checkOneSignalPerConsumption(Machine machine, boolean ownCard) {
        long signals = machine.controller().moduleSignals();
        var journal = machine.module().journal();
        long intents = count(journal, "INTENT");
        long results = count(journal, "RESULT");
        assertThat(signals).as("signals of " + machine.name()).isLessThanOrEqualTo(intents);
        if (ownCard && intents == results) {
            assertThat(signals)
                    .as("signals of %s, which never crashed", machine.name())
                    .isEqualTo(intents);
        }
    }

    private static long count(List<JsonNode> journal, String kind) {
        return journal.stream().filter(each -> each.path("kind").asText().equals(kind)).count();
    }
}
