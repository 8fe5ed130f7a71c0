package dev.coinless.lab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.lab.cloud.LocalCloud;
import dev.coinless.lab.home.Home;
import dev.coinless.lab.process.RunFolder;
import dev.coinless.lab.world.Machine;
import dev.coinless.lab.world.World;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives each test a fresh [World] on one cloud for the whole run, and afterwards checks what must
/// hold after anything: the books balance, and no module signalled more than it had intended.
final class LabExtension implements ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(LabExtension.class);

    /// The cloud, ended when the last test has ended.
    private record SharedCloud(RunFolder run, LocalCloud cloud) implements AutoCloseable {

        static SharedCloud start() {
            var run = RunFolder.create();
            return new SharedCloud(run, LocalCloud.start(Home.find(), run, 0));
        }

        @Override
        public void close() {
            cloud.close();
            if (System.getenv("COINLESS_KEEP_RUN") == null) {
                run.close();
            }
        }
    }

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
        context.getStore(NAMESPACE).put(World.class, world);
        return world;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var world = context.getStore(NAMESPACE).get(World.class, World.class);
        if (world == null) {
            return;
        }
        try (world) {
            if (context.getExecutionException().isEmpty()) {
                checkWhatMustAlwaysHold(world);
            }
        }
    }

    private static void checkWhatMustAlwaysHold(World world) {
        var report = world.cloud().operator().verifyLedger();
        assertThat(report.faults()).isEmpty();
        assertThat(report.ok()).isTrue();
        assertThat(report.balances().values().stream().mapToLong(Long::longValue).sum()).isZero();
        world.machines().forEach(LabExtension::checkOneSignalPerConsumption);
        Secrecy.check(world);
    }

    private static void checkOneSignalPerConsumption(Machine machine) {
        long signals = machine.vmc().cashlessSignals().size();
        long intents = machine.module().journalled("INTENT");
        long results = machine.module().journalled("RESULT");
        assertThat(signals).as("signals of " + machine.name()).isLessThanOrEqualTo(intents);
        if (intents == results) {
            assertThat(signals)
                    .as("signals of %s, which never crashed", machine.name())
                    .isEqualTo(intents);
        }
    }
}
