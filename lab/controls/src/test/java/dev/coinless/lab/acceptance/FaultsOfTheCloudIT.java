package dev.coinless.lab.acceptance;

import dev.coinless.lab.acceptance.FaultMatrix.Case;
import dev.coinless.lab.world.World;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What breaks around the cloud, at each of the eight stages.
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsOfTheCloudIT {

    private final Map<PaymentPath, FaultMatrix> matrices;

    FaultsOfTheCloudIT(World world) {
        this.matrices = FaultMatrix.offline(world);
    }

    static Stream<Case> cases() {
        return Case.of(
                Fault.CLOUD_DOWN,
                Fault.CLOUD_SLOW,
                Fault.TABLE_THROTTLED,
                Fault.TIMEOUT_AFTER_COMMIT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void nothingIsSoldTwiceAndNoMoneyIsLost(Case tried) {
        matrices.get(tried.path()).prove(tried);
    }
}
