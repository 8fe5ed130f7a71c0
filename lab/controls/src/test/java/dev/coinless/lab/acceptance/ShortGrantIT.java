package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.CREDIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.lab.cloud.LocalCloud;
import dev.coinless.lab.home.Home;
import dev.coinless.lab.raw.RawAccount;
import dev.coinless.lab.raw.RawRadio;
import dev.coinless.lab.world.World;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.refusal.Refusal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A deployment whose grants are good for two minutes only.
class ShortGrantIT {

    private static final int TTL_SECONDS = 120;

    @Test
    @DisplayName("C7 a grant with a ttl of 120 s is EXPIRED while its code is still in the ring")
    void c7AGrantExpiresByTheModulesOwnTime() throws Exception {
        var settings = Map.of("GrantTtlSeconds", Integer.toString(TTL_SECONDS));
        try (var run = Home.find().newRun();
                var cloud = LocalCloud.start(Home.find(), run, 0, settings);
                var world = World.open(Home.find(), cloud)) {
            var machine = world.machine("M7");
            try (var radio = RawRadio.near(world, "X", "M7")) {
                var account = new RawAccount(cloud).registered(CREDIT);
                var grant = account.granted(radio.hear(machine.module().id()).advertisement());

                cloud.clock().forward(Duration.ofSeconds(TTL_SECONDS + 1));

                var connection = radio.connect(machine.module().id());
                var presentation = connection.presentation(grant, Intent.PAY).encoded();
                assertThat(connection.say(MessageKind.PRESENT, presentation))
                        .isEqualTo(new Verdict.Refused(Refusal.EXPIRED));
            }
            assertThat(machine.vmc().cashlessSignals()).isEmpty();
        }
    }
}
