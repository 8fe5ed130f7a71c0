package dev.coinless.wallet.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.model.grant.Binding;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.money.Money;
import dev.coinless.model.time.Uptime;
import dev.coinless.wallet.authorize.HeldGrant;
import dev.coinless.wallet.fixture.Fixture;
import dev.coinless.wallet.scan.Sighting;
import dev.coinless.wallet.store.Settings;
import dev.coinless.wallet.trigger.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosenessTest {
    private static final int CLOSE = -50;
    private static final Settings ALLOWED = Settings.FRESH.payWhenNear(Fixture.M7, true);

    private final Fixture fixture = new Fixture(31);
    private final List<Trigger> fired = new ArrayList<>();
    private final Ear ear = new Ear();
    private final Closeness closeness = new Closeness(ear, fired::add);
    private final HeldGrant grant = grant(Trigger.Proximity.MOST);
    private Uptime now = Uptime.ZERO;

    @Test
    void twoSecondsCloseToAnAllowedMachineFireOnce() {
        closeness.screen(true, new State.Granted(grant), ALLOWED);

        hear(Fixture.M7, CLOSE, 60);

        assertThat(fired).containsExactly(new Trigger.Proximity(CLOSE));
    }

    @Test
    void aLockedScreenNeverFiresAndUnlockingBeginsTheTimeAnew() {
        closeness.look(new State.Granted(grant), ALLOWED);
        hear(Fixture.M7, CLOSE, 60);
        assertThat(fired).as("locked from the start").isEmpty();

        closeness.screen(true, new State.Granted(grant), ALLOWED);
        hear(Fixture.M7, CLOSE, 15);
        closeness.screen(false, new State.Granted(grant), ALLOWED);
        hear(Fixture.M7, CLOSE, 60);
        closeness.screen(true, new State.Granted(grant), ALLOWED);
        hear(Fixture.M7, CLOSE, 15);
        assertThat(fired).isEmpty();

        hear(Fixture.M7, CLOSE, 10);
        assertThat(fired).hasSize(1);
    }

    @Test
    void aMachineThatTheHolderDidNotAllowNeverFires() {
        closeness.screen(true, new State.Granted(grant), Settings.FRESH);
        hear(Fixture.M7, CLOSE, 60);

        assertThat(fired).isEmpty();
        assertThat(ear.watching).isFalse();
    }

    @Test
    void aGrantForMoreThanTheBoundNeverFires() {
        closeness.screen(true, new State.Granted(grant(Trigger.Proximity.MOST + 1)), ALLOWED);
        hear(Fixture.M7, CLOSE, 60);

        assertThat(fired).isEmpty();
    }

    @Test
    void anotherMachinesAdvertisementsDoNotCount() {
        closeness.screen(true, new State.Granted(grant), ALLOWED);
        hear(Fixture.M8, CLOSE, 60);

        assertThat(fired).isEmpty();
    }

    @Test
    void aGrantFiresOnceAlsoIfTheModuleWasNotReached() {
        closeness.screen(true, new State.Granted(grant), ALLOWED);
        hear(Fixture.M7, CLOSE, 30);
        closeness.look(
                new State.Triggered(grant, dev.coinless.model.present.Intent.PAY, 1), ALLOWED);
        closeness.look(new State.Granted(grant), ALLOWED);
        hear(Fixture.M7, CLOSE, 60);

        assertThat(fired).hasSize(1);
    }

    @Test
    void itListensOnlyInTheStateThatHoldsAFreshGrant() {
        for (var state : PurchaseTable.STATES) {
            closeness.screen(true, state, ALLOWED);

            assertThat(ear.watching && !(state instanceof State.Granted))
                    .as(state.toString())
                    .isFalse();
        }
    }

    private void hear(ModuleId module, int rssi, int times) {
        for (int i = 0; i < times; i++) {
            now = now.plus(Duration.ofMillis(100));
            closeness.heard(new Sighting("a", "M", rssi, fixture.advertisement(module, 1), now));
        }
    }

    private HeldGrant grant(long cap) {
        var issue = fixture.issue(Fixture.M7, 5);
        var binding = new Binding.Holder(issue.holder().publicKey().thumbprint().confirmation());
        return new HeldGrant(
                fixture.token(issue, binding, Money.of(cap, "EUR")),
                issue.holder(),
                fixture.keyCert(),
                HeldGrant.Standing.OPEN);
    }

    private static final class Ear implements Closeness.Radio {
        private boolean watching;

        @Override
        public void watch() {
            watching = true;
        }

        @Override
        public void unwatch() {
            watching = false;
        }
    }
}
