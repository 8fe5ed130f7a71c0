package dev.coinless.lab.acceptance;

import dev.coinless.lab.acceptance.FaultMatrix.Case;
import dev.coinless.lab.world.World;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What breaks around the phone, at each of the eight stages.
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsOfThePhoneIT {

    private final Map<PaymentPath, FaultMatrix> matrices;

    FaultsOfThePhoneIT(World world) {
        this.matrices = FaultMatrix.offline(world);
    }

    static Stream<Case> cases() {
        return Case.of(Fault.PHONE_GONE, Fault.PHONE_KILLED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void nothingIsSoldTwiceAndNoMoneyIsLost(Case tried) {
        matrices.get(tried.path()).prove(tried);
    }
}
