package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.CREDIT;
import static dev.coinless.lab.acceptance.Purchases.PRICE;
import static dev.coinless.lab.acceptance.Purchases.buy;
import static dev.coinless.lab.acceptance.Purchases.operatorBalance;
import static dev.coinless.lab.acceptance.Purchases.phoneAt;
import static dev.coinless.lab.acceptance.Purchases.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.lab.cloud.LocalCloud;
import dev.coinless.lab.home.Home;
import dev.coinless.lab.raw.RawAccount;
import dev.coinless.lab.raw.RawAccount.Answer;
import dev.coinless.lab.raw.RawAccount.Granted;
import dev.coinless.lab.raw.RawModule;
import dev.coinless.lab.raw.RawRadio;
import dev.coinless.lab.world.World;
import dev.coinless.model.advertise.Advertisement;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.refusal.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Many at once: at one machine, and on one account.
@ExtendWith(LabExtension.class)
class CrowdIT {

    /// Wallets in processes of their own; fifty would not fit on two processors.
    private static final int WALLETS = 5;

    /// Phones whose bytes the test sends itself, over the same radio and HTTP.
    private static final int RAW = 45;

    /// Phones that are connected at the same time; a module takes a few.
    private static final int CONNECTED = 5;

    private static final int PARALLEL_GRANTS = 100;
    private static final Duration SETTLING = Duration.ofSeconds(60);

    @Test
    @DisplayName("F01.8 fifty phones at one machine: each has an answer, only swipes vend")
    void fiftyPhonesAtOneMachine(World world) throws Exception {
        var machine = world.machine("M7");
        long earned = operatorBalance(world, "A");
        var module = machine.module().id();
        try (var radio = RawRadio.near(world, "X", "M7")) {
            var code = radio.hear(module).advertisement();
            var accounts = new ArrayList<RawAccount>();
            for (int i = 0; i < RAW; i++) {
                accounts.add(new RawAccount(world.cloud()));
            }
            var places = new Semaphore(CONNECTED);
            var grants = together(accounts, each -> grant(each, code, places));
            var verdicts = together(grants, each -> present(radio, module, each, places));

            assertThat(verdicts)
                    .hasSize(RAW)
                    .filteredOn(it -> it instanceof Verdict.Accepted)
                    .hasSize(1);
            assertThat(verdicts)
                    .filteredOn(it -> it instanceof Verdict.Refused)
                    .containsOnly(new Verdict.Refused(Refusal.CODE_SPENT));
            select(machine, Purchases.ITEM);
            machine.vmc().awaitVend(1, SETTLING);
            var winner = grants.get(verdicts.indexOf(new Verdict.Accepted()));
            bringReceipt(world, radio, module, winner);
            await().atMost(SETTLING).until(() -> accounts.stream().allMatch(CrowdIT::holdsNothing));
            long spent = RAW * CREDIT - accounts.stream().mapToLong(CrowdIT::available).sum();
            assertThat(spent).isEqualTo(PRICE);
        }
        for (int i = 0; i < WALLETS; i++) {
            var phone = phoneAt(world, "P" + i, "M7");
            buy(phone, machine);
            assertThat(phone.balance().available()).isEqualTo(CREDIT - PRICE);
        }
        assertThat(machine.vmc().cashlessSignals()).hasSize(1 + WALLETS);
        assertThat(operatorBalance(world, "A") - earned).isEqualTo((1 + WALLETS) * PRICE);
    }

    @Test
    @DisplayName("Check 10: 100 parallel grants of 175 on 1000 give exactly 5 holds of 875")
    void hundredParallelGrantsHoldWhatThereIs() throws Exception {
        var settings =
                Map.of(
                        "MaxOpenHolds", "100",
                        "MaxOpenHoldsPerModule", "100",
                        "MaxGrantsPerMinute", "1000");
        try (var run = Home.find().newRun();
                var cloud = LocalCloud.start(Home.find(), run, 0, settings)) {
            var module = RawModule.enrolled(cloud, "M7");
            var account = new RawAccount(cloud).registered(CREDIT);
            var counters = new ArrayList<Long>();
            for (long counter = 1; counter <= PARALLEL_GRANTS; counter++) {
                counters.add(counter);
            }

            var answers =
                    together(counters, counter -> patiently(account, selection(module, counter)));

            assertThat(answers).filteredOn(it -> it.status() == 200).hasSize(5);
            assertThat(answers)
                    .filteredOn(it -> it.status() != 200)
                    .allMatch(it -> it.refusal().equals("INSUFFICIENT"));
            var left = account.get("/v1/account").body();
            assertThat(left.path("held").asLong()).isEqualTo(5 * PRICE);
            assertThat(left.path("available").asLong()).isEqualTo(CREDIT - 5 * PRICE);
            assertThat(left.path("holds")).hasSize(5);
            assertThat(cloud.operator().verifyLedger().ok()).isTrue();
        }
    }

    /// Something that one of many does.
    private interface Deed<T, R> {
        R of(T each) throws Exception;
    }

    private static <T, R> List<R> together(List<T> all, Deed<T, R> deed) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = all.stream().<Callable<R>>map(each -> () -> deed.of(each)).toList();
            var results = new ArrayList<R>();
            for (var result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        }
    }

    /// As many at a time as there are functions to serve them; the operator's credit does not
    /// repeat.
    private static Granted grant(RawAccount account, Advertisement code, Semaphore places)
            throws Exception {
        places.acquire();
        try {
            account.registered(CREDIT);
            return account.granted(
                    patiently(account, account.grantRequest(code.module(), code.code())));
        } finally {
            places.release();
        }
    }

    private static ObjectNode selection(RawModule module, long counter) {
        var request = module.request(counter, Money.of(PRICE, "EUR"));
        return RawAccount.JSON.createObjectNode().put("request", request.base64Url());
    }

    /// Repeats the same request, with the same id, while the cloud has no answer, as a phone does.
    private static Answer patiently(RawAccount account, ObjectNode body) {
        var nonce = RawAccount.nonce();
        var answer = account.post("/v1/grants", body, nonce);
        for (int tries = 1; answer.status() >= 500 && tries < 50; tries++) {
            answer = account.post("/v1/grants", body, nonce);
        }
        return answer;
    }

    /// Presents until the answer is another one than BUSY.
    private static Verdict present(RawRadio radio, ModuleId module, Granted grant, Semaphore places)
            throws Exception {
        places.acquire();
        try {
            Verdict verdict = new Verdict.Refused(Refusal.BUSY);
            for (int tries = 0; isBusy(verdict) && tries < 100; tries++) {
                var connection = radio.connect(module);
                var presentation = connection.presentation(grant, Intent.PAY);
                verdict = connection.say(MessageKind.PRESENT, presentation.encoded());
                connection.close();
            }
            return verdict;
        } finally {
            places.release();
        }
    }

    private static boolean isBusy(Verdict verdict) {
        return verdict.equals(new Verdict.Refused(Refusal.BUSY));
    }

    /// The winner comes back for the receipt, as a phone does that lost the connection.
    private static void bringReceipt(World world, RawRadio radio, ModuleId module, Granted winner)
            throws Exception {
        world.cloud().clock().forward(Duration.ofSeconds(2));
        var connection = radio.connect(module);
        var again = connection.presentation(winner, Intent.PAY);
        connection.say(MessageKind.PRESENT, again.encoded());
        var courier = new RawAccount(world.cloud()).registered(0);
        assertThat(courier.postReceipt(connection.await(MessageKind.RECEIPT)).status())
                .isEqualTo(200);
    }

    private static boolean holdsNothing(RawAccount account) {
        return account.get("/v1/account").body().path("held").asLong() == 0;
    }

    private static long available(RawAccount account) {
        return account.get("/v1/account").body().path("available").asLong();
    }
}
