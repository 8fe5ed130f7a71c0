package dev.coinless.lab.acceptance;

import dev.coinless.lab.acceptance.FaultMatrix.Case;
import dev.coinless.lab.world.World;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What breaks around the module, at each of the eight stages.
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsOfTheModuleIT {

    private final Map<PaymentPath, FaultMatrix> matrices;

    FaultsOfTheModuleIT(World world) {
        this.matrices = FaultMatrix.offline(world);
    }

    static Stream<Case> cases() {
        return Case.of(
                Fault.ADAPTER_UNPLUGGED,
                Fault.DISK_FULL,
                Fault.MODULE_KILLED,
                Fault.CLOCK_BACK_AT_1970);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void nothingIsSoldTwiceAndNoMoneyIsLost(Case tried) {
        matrices.get(tried.path()).prove(tried);
    }
}
