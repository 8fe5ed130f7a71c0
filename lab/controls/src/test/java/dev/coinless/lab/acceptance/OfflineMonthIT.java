package dev.coinless.lab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.lab.cloud.LocalCloud;
import dev.coinless.lab.home.Home;
import dev.coinless.lab.prove.OfflineMonth;
import dev.coinless.lab.world.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A module that nobody visited for a month, in small: `./coinless prove offline-30-days` does it
/// with 10,000 receipts.
class OfflineMonthIT {

    private static final int SALES = 500;

    @Test
    @DisplayName(
            "30 days without network: hundreds of receipts settle once each when one phone"
                    + " passes a few times, some of them walking off in the middle")
    void aMonthOfReceiptsSettlesOnce() throws Exception {
        var home = Home.find();
        try (var run = home.newRun();
                var cloud = LocalCloud.start(home, run, 0, OfflineMonth.PARAMETERS);
                var world = World.open(home, cloud)) {

            var result = new OfflineMonth(home, cloud, world, System.out::println).run(SALES);

            assertThat(result.ledger().faults()).isEmpty();
            assertThat(result.ledger().ok()).isTrue();
            assertThat(result.captured()).isEqualTo(SALES * 175L);
            assertThat(result.acknowledged()).isEqualTo(SALES);
            assertThat(result.visits()).as("several visits").isGreaterThan(1);
            assertThat(result.holds()).isTrue();
        }
    }
}
