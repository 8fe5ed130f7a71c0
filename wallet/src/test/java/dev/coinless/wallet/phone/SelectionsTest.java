package dev.coinless.wallet.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coinless.model.money.Money;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.wallet.authorize.HeldGrant.Standing;
import dev.coinless.wallet.cloud.Cloud;
import dev.coinless.wallet.courier.Satchel;
import dev.coinless.wallet.fixture.Fixture;
import dev.coinless.wallet.fixture.ManualTime;
import dev.coinless.wallet.fixture.PaperCloud;
import dev.coinless.wallet.fixture.PaperModule;
import dev.coinless.wallet.fixture.PaperRadio;
import dev.coinless.wallet.fixture.PaperSatchel;
import dev.coinless.wallet.store.Wallet;
import dev.coinless.wallet.store.WalletStore;
import dev.coinless.wallet.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A phone at a machine where one selects first.
class SelectionsTest {
    private static final InstantSource NOON =
            InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ManualTime time = new ManualTime();
    private final Fixture fixture = new Fixture(21);
    private final PaperCloud cloud = new PaperCloud(fixture, NOON);
    private final PaperModule m7 = new PaperModule(fixture, Fixture.M7);
    private final List<News> news = new CopyOnWriteArrayList<>();
    private final PaperRadio radio = new PaperRadio(517);
    private Phone phone;

    @BeforeEach
    void switchOn() throws Exception {
        radio.put("M7", m7);
        var wallet = Wallet.fresh(fixture.secrets.accountKey());
        phone =
                new Phone(
                        new Phone.Parts(
                                wallet,
                                new Forgetful(),
                                Satchel.EMPTY,
                                new PaperSatchel(),
                                new Cloud(cloud, wallet.key(), NOON, _ -> {}),
                                radio,
                                radio,
                                fixture.secrets,
                                Fixture.random(5),
                                time,
                                Fixture.TEST,
                                List.of(),
                                news::add,
                                _ -> {}));
        phone.start();
        phone.register().get();
    }

    @AfterEach
    void switchOff() {
        phone.close();
    }

    @Test
    void aSelectionIsGrantedForItsExactPriceAndPaidBySwipe() {
        m7.select(500);

        phone.selections().request("M7");
        var grant = told(News.GrantReady.class).grant();
        assertThat(grant.grant().cap()).isEqualTo(Money.of(Fixture.PRICE, "EUR"));
        assertThat(m7.heardKinds()).as("before the trigger").isEmpty();
        phone.trigger(new Trigger.Swipe(), Optional.empty());
        told(News.Settled.class);

        assertThat(m7.heardKinds()).contains(MessageKind.GRANT).doesNotContain(MessageKind.PRESENT);
        assertThat(m7.vends()).isEqualTo(1);
        assertThat(phone.wallet().grants())
                .extracting(each -> each.standing())
                .containsExactly(Standing.SPENT);
    }

    @Test
    void anArmedPhonePaysTheSelectionThatComesNext() {
        phone.selections().arm("M7");
        m7.select(500);

        assertThat(told(News.TriggerTaken.class).trigger()).isEqualTo(new Trigger.Selection());
        told(News.Settled.class);

        assertThat(m7.vends()).isEqualTo(1);
    }

    @Test
    void aGrantForMoreThanThePriceIsNotTaken() {
        cloud.overcharge(1);
        m7.select(500);

        phone.selections().request("M7");

        assertThat(told(News.NoGrant.class).problem().code()).isEqualTo(Refusal.MALFORMED);
        assertThat(phone.wallet().grants()).isEmpty();
    }

    @Test
    void aSelectionOfAnotherMachineIsNotRelayed() {
        var rogue = new PaperModule(fixture, Fixture.M8);
        rogue.show(m7.select(500));
        radio.put("rogue", rogue);

        phone.selections().request("rogue");

        assertThat(told(News.NoGrant.class).problem().code()).isEqualTo(Refusal.MALFORMED);
        assertThat(cloud.calls()).noneMatch(call -> call.contains("/v1/grants"));
    }

    @Test
    void aGrantForASelectionIsNeverSentToCancelIt() {
        m7.select(500);
        phone.selections().request("M7");
        told(News.GrantReady.class);

        phone.cancel(Optional.empty());

        assertThat(told(News.NotAccepted.class).problem().code()).isEqualTo(Refusal.NOT_YET);
        assertThat(m7.heardKinds()).isEmpty();
    }

    @Test
    void anArmingWithoutASelectionSaysSoAfterItsTime() {
        phone.selections().arm("M7");
        told(News.Armed.class);
        time.forward(Duration.ofSeconds(61));

        var over = told(News.Disarmed.class);
        assertThat(over.wanted()).isEqualTo("M7");
        assertThat(over.problem().detail()).contains("nothing was selected");
        m7.select(500);
        assertThat(phone.state()).isInstanceOf(State.Idle.class);
    }

    @Test
    void anArmingAtAMachineThatIsNotThereSaysSo() {
        phone.selections().arm("M9");
        told(News.Armed.class);
        time.forward(Duration.ofSeconds(61));

        assertThat(told(News.Disarmed.class).problem().code()).isEqualTo(Refusal.TOO_FAR);
    }

    @Test
    void disarmingPaysNothing() {
        phone.selections().arm("M7");
        told(News.Armed.class);

        phone.selections().disarm();

        told(News.Disarmed.class);
        m7.select(500);
        assertThat(m7.vends()).isZero();
    }

    @Test
    void anArmedSelectionWithoutMoneyIsTold() {
        cloud.fail(PaperCloud.Fault.UNREACHABLE, 1);
        phone.selections().arm("M7");
        m7.select(500);

        assertThat(told(News.NoGrant.class).problem().code()).isEqualTo(Refusal.NEED_NETWORK);
        assertThat(told(News.NotAccepted.class).problem().code()).isEqualTo(Refusal.NEED_NETWORK);
    }

    /// What is kept here is never read again.
    private static final class Forgetful implements WalletStore {
        @Override
        public Optional<Wallet> load() {
            return Optional.empty();
        }

        @Override
        public void save(Wallet wallet) {}
    }

    private <T extends News> T told(Class<T> kind) {
        return await().atMost(PATIENCE)
                .until(
                        () -> news.stream().filter(kind::isInstance).map(kind::cast).findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
