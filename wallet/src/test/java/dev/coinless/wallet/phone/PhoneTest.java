package dev.coinless.wallet.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.wallet.authorize.HeldGrant.Standing;
import dev.coinless.wallet.cloud.Cloud;
import dev.coinless.wallet.cloud.SwitchedNetwork;
import dev.coinless.wallet.fixture.Fixture;
import dev.coinless.wallet.fixture.ManualTime;
import dev.coinless.wallet.fixture.PaperCloud;
import dev.coinless.wallet.fixture.PaperCloud.Fault;
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
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A whole phone with a module and a cloud on paper.
class PhoneTest {
    private static final InstantSource NOON =
            InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ManualTime time = new ManualTime();
    private final Fixture fixture = new Fixture(11);
    private final PaperCloud cloud = new PaperCloud(fixture, NOON);
    private final SwitchedNetwork network = new SwitchedNetwork(cloud);
    private final PaperModule m7 = new PaperModule(fixture, Fixture.M7);
    private final AtomicReference<Wallet> kept =
            new AtomicReference<>(Wallet.fresh(fixture.secrets.accountKey()));
    private final List<News> news = new CopyOnWriteArrayList<>();
    private final PaperSatchel satchel = new PaperSatchel();
    private PaperRadio radio = new PaperRadio(517);
    private Phone phone;

    @BeforeEach
    void switchOn() throws Exception {
        radio.put("M7", m7);
        phone = start();
        phone.register().get();
    }

    @AfterEach
    void switchOff() {
        phone.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {23, 185, 517})
    void aPurchaseAtEveryMtuIsVendedOnceAndSettled(int mtu) {
        phone.close();
        radio = new PaperRadio(mtu);
        radio.put("M7", m7);
        phone = start();

        phone.tap("M7");
        told(News.GrantReady.class);
        assertThat(radio.connections()).as("scanning and asking connect to nobody").isZero();
        phone.trigger(new Trigger.Swipe(), Optional.empty());
        told(News.Settled.class);

        assertThat(m7.vends()).isEqualTo(1);
        assertThat(cloud.receipts()).hasSize(1);
        assertThat(phone.wallet().outbox()).isEmpty();
        assertThat(phone.wallet().grants())
                .extracting(grant -> grant.standing())
                .containsExactly(Standing.SPENT);
        assertThat(phone.state()).isInstanceOf(State.Posted.class);
    }

    @Test
    void withoutNetworkThereIsNoGrantAndNothingIsRemembered() {
        network.turn(false);

        phone.tap("M7");

        assertThat(told(News.NoGrant.class).problem().code()).isEqualTo(Refusal.NEED_NETWORK);
        assertThat(phone.wallet().issues()).isEmpty();
        assertThat(radio.connections()).isZero();
    }

    @Test
    void aPurchaseIsFinishedOfflineAndSettledWhenTheNetworkIsBack() {
        phone.tap("M7");
        told(News.GrantReady.class);
        network.turn(false);
        phone.trigger(new Trigger.Swipe(), Optional.of("M7"));
        told(News.ReceiptKept.class);

        assertThat(cloud.receipts()).isEmpty();
        network.turn(true);
        phone.networkIsBack();

        told(News.Settled.class);
        assertThat(cloud.receipts()).hasSize(1);
    }

    @Test
    void aLostAnswerOfTheModuleIsAskedForAgainAndVendsNothingTwice() {
        phone.tap("M7");
        told(News.GrantReady.class);
        radio.loseAnswers(1);

        phone.trigger(new Trigger.Swipe(), Optional.empty());

        told(News.Accepted.class);
        told(News.Settled.class);
        assertThat(m7.vends()).isEqualTo(1);
        assertThat(m7.heardKinds()).containsExactly(MessageKind.PRESENT, MessageKind.PRESENT);
    }

    @Test
    void aLostAnswerOfTheCloudIsAskedForAgainWithTheSameRequest() {
        cloud.fail(Fault.ANSWER_LOST, 1);
        phone.tap("M7");
        told(News.NoGrant.class);
        assertThat(phone.wallet().issues()).hasSize(1);

        phone.close();
        phone = start();
        phone.tap("M7");
        told(News.GrantReady.class);

        var asked = cloud.calls().stream().filter(call -> call.contains("/v1/grants")).toList();
        assertThat(asked).hasSize(2);
        assertThat(asked.get(0)).isEqualTo(asked.get(1));
        assertThat(phone.wallet().issues()).isEmpty();
        assertThat(phone.wallet().grants()).hasSize(1);
    }

    @Test
    void aGrantSurvivesARestartAndIsSpentByTheNextSwipe() {
        phone.tap("M7");
        told(News.GrantReady.class);
        phone.close();
        phone = start();

        phone.trigger(new Trigger.Swipe(), Optional.empty());

        told(News.Settled.class);
        assertThat(m7.vends()).isEqualTo(1);
    }

    @Test
    void aReceiptKeptBeforeACrashIsPostedAfterIt() {
        phone.tap("M7");
        told(News.GrantReady.class);
        network.turn(false);
        phone.trigger(new Trigger.Swipe(), Optional.empty());
        told(News.ReceiptKept.class);
        phone.close();

        network.turn(true);
        phone = start();

        told(News.Settled.class);
        assertThat(cloud.receipts()).hasSize(1);
    }

    @Test
    void aStaleCodeBringsTheModulesProofToTheCloud() {
        phone.tap("M7");
        told(News.GrantReady.class);
        m7.rotate();

        phone.trigger(new Trigger.Swipe(), Optional.empty());

        assertThat(told(News.NotAccepted.class).problem().code()).isEqualTo(Refusal.STALE_CODE);
        await().atMost(PATIENCE).until(() -> cloud.checkpoints().size() == 1);
        assertThat(m7.vends()).isZero();
    }

    @Test
    void theAcknowledgementGoesToTheModuleAtTheNextContact() {
        buy(1);
        assertThat(phone.wallet().acks()).hasSize(1);

        buy(2);

        await().atMost(PATIENCE).until(() -> m7.heardKinds().contains(MessageKind.ACK));
    }

    @Test
    void aModuleThatLacksTheIssuersKeyGetsItFirst() {
        m7.knowIssuer(6);

        buy(1);

        assertThat(m7.heardKinds()).containsExactly(MessageKind.KEYCERT, MessageKind.PRESENT);
    }

    @Test
    void cancellingBurnsTheCodeAndVendsNothing() {
        phone.tap("M7");
        told(News.GrantReady.class);

        phone.cancel(Optional.empty());

        var settled = told(News.Settled.class).settlement();
        assertThat(settled.state()).isEqualTo("VOIDED");
        assertThat(settled.captured().isZero()).isTrue();
    }

    @Test
    void aTriggerBeforeTheGrantFiresOnceAfterIt() {
        phone.tap("M7");
        phone.trigger(new Trigger.Swipe(), Optional.empty());

        told(News.Settled.class);

        assertThat(m7.heardKinds()).containsExactly(MessageKind.PRESENT);
    }

    @Test
    void noTwoGrantsShareAHolderKey() {
        buy(1);
        buy(2);

        assertThat(phone.wallet().grants())
                .extracting(grant -> grant.holder().publicKey())
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void aPhoneThatBuysCarriesTheModulesBundlesAndBringsTheAnswersAtOnce() {
        m7.carry(3);

        buy(1);

        await().atMost(PATIENCE).until(() -> m7.bundlesLeft() == 0);
        assertThat(cloud.bundles()).hasSize(3).doesNotHaveDuplicates();
        await().atMost(PATIENCE).until(() -> satchel.load().parcels().isEmpty());
    }

    @Test
    void withoutNetworkABundleIsCarriedThroughARestartAndItsAnswerBroughtAtTheNextVisit()
            throws Exception {
        m7.carry(1);
        network.turn(false);
        phone.courier().visit("M7", 10).get();
        phone.close();
        assertThat(satchel.load().of(Fixture.M7).up()).isPresent();

        phone = start();
        network.turn(true);
        phone.networkIsBack();
        await().atMost(PATIENCE).until(() -> satchel.load().of(Fixture.M7).down().isPresent());
        assertThat(m7.bundlesLeft()).isEqualTo(1);
        phone.courier().visit("M7", 10).get();

        assertThat(m7.bundlesLeft()).isZero();
        assertThat(satchel.load().parcels()).isEmpty();
    }

    @Test
    void aPhoneThatIsNoCourierCarriesNothingOfItsOwnAccord() {
        m7.carry(1);
        phone.courier().turn(false);

        buy(1);
        buy(2);

        assertThat(m7.heardKinds()).doesNotContain(MessageKind.PULL);
    }

    @Test
    void aPostingThatTheCloudNeverDigestsDoesNotHoldUpTheNext() {
        cloud.chokeOnTheNextReceipt();
        buyUnsettled(1);
        buyUnsettled(2);

        await().atMost(PATIENCE).until(() -> cloud.receipts().size() == 1);
        await().atMost(PATIENCE).until(() -> phone.wallet().outbox().size() == 1);
        cloud.recover();
        phone.networkIsBack();
        await().atMost(PATIENCE).until(() -> phone.wallet().outbox().isEmpty());
    }

    private void buyUnsettled(int count) {
        phone.tap("M7");
        await().atMost(PATIENCE).until(() -> all(News.GrantReady.class).size() == count);
        phone.trigger(new Trigger.Swipe(), Optional.empty());
        await().atMost(PATIENCE).until(() -> all(News.ReceiptKept.class).size() == count);
    }

    private void buy(int count) {
        phone.tap("M7");
        await().atMost(PATIENCE).until(() -> all(News.GrantReady.class).size() == count);
        phone.trigger(new Trigger.Swipe(), Optional.empty());
        await().atMost(PATIENCE).until(() -> all(News.Settled.class).size() == count);
    }

    private Phone start() {
        var store =
                new WalletStore() {
                    @Override
                    public Optional<Wallet> load() {
                        return Optional.of(kept.get());
                    }

                    @Override
                    public void save(Wallet wallet) {
                        kept.set(wallet);
                    }
                };
        var started =
                new Phone(
                        new Phone.Parts(
                                kept.get(),
                                store,
                                satchel.load(),
                                satchel,
                                new Cloud(network, kept.get().key(), NOON, _ -> {}),
                                radio,
                                radio,
                                fixture.secrets,
                                Fixture.random(5),
                                time,
                                Fixture.TEST,
                                List.of(),
                                news::add,
                                cause -> {
                                    throw new AssertionError(cause);
                                }));
        started.start();
        return started;
    }

    private <T extends News> T told(Class<T> kind) {
        await().atMost(PATIENCE).until(() -> !all(kind).isEmpty());
        return all(kind).getFirst();
    }

    private <T extends News> List<T> all(Class<T> kind) {
        return news.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
