package dev.coinless.lab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coinless.lab.cloud.LocalCloud;
import dev.coinless.lab.home.Home;
import dev.coinless.lab.raw.RawAccount;
import dev.coinless.lab.raw.RawModule;
import dev.coinless.model.money.Money;
import dev.coinless.model.receipt.Outcome;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What may be out at one module, on a cloud that allows little.
class ExposureIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Money PRICE = Money.of(400, "EUR");

    @Test
    @DisplayName("What is out at a module is bounded by the Book's count, until its receipts come")
    void whatIsOutAtAModuleIsBounded() throws Exception {
        try (var run = Home.find().newRun();
                var cloud =
                        LocalCloud.start(
                                Home.find(), run, 0, Map.of("MaxExposurePerModule", "900"))) {
            var module = RawModule.enrolled(cloud, "M7");
            var buyers = new RawAccount[] {buyer(cloud), buyer(cloud), buyer(cloud)};
            var first = module.request(1, PRICE);
            var granted = buyers[0].grantedFor(first);
            assertThat(buyers[1].requestGrant(module.request(2, PRICE)).status()).isEqualTo(200);
            awaitAppended(cloud, 5);

            var refused = buyers[2].requestGrant(module.request(3, PRICE));
            assertThat(refused.refusal()).isEqualTo("OVER_LIMIT");

            buyers[0].postReceipt(module.receiptFor(granted, first, Outcome.VENDED, 400));
            awaitAppended(cloud, 6);
            assertThat(buyers[2].requestGrant(module.request(4, PRICE)).status()).isEqualTo(200);
        }
    }

    private static RawAccount buyer(LocalCloud cloud) {
        return new RawAccount(cloud).registered(1000);
    }

    private static void awaitAppended(LocalCloud cloud, long entries) {
        await().atMost(PATIENCE)
                .until(() -> cloud.operator().verifyLedgerNow().book().entries() == entries);
    }
}
