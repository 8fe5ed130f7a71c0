package dev.coinless.lab.acceptance;

import dev.coinless.lab.acceptance.FaultMatrix.Case;
import dev.coinless.lab.world.World;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The broker dies and comes back with nothing it knew, at each of the eight stages of a purchase
/// at a machine with a network. At M7, which has none, a broker is not noticed by anybody.
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsOfTheBrokerIT {

    private final Map<PaymentPath, FaultMatrix> matrices;

    FaultsOfTheBrokerIT(World world) {
        this.matrices =
                Map.of(
                        PaymentPath.ADVERT,
                        connected(world, PaymentPath.ADVERT, "M8"),
                        PaymentPath.REQUEST,
                        connected(world, PaymentPath.REQUEST, "M10"));
    }

    private static FaultMatrix connected(World world, PaymentPath path, String name) {
        return new FaultMatrix(world, path, name, path.setup().connected());
    }

    static Stream<Case> cases() {
        return Case.of(Fault.BROKER_DOWN);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void nothingIsSoldTwiceAndNoMoneyIsLost(Case tried) {
        matrices.get(tried.path()).prove(tried);
    }
}
