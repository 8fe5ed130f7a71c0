package dev.coinless.functions.io.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Phone;
import dev.coinless.model.id.RequestId;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Es256PrivateKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random journeys on a table that conflicts, throttles and loses answers: the books balance after
/// each, and nothing happens twice.
class RoughWeatherTest {

    static final Long SEED = Long.getLong("seed");

    /// One sale under way.
    record Sale(Phone phone, RequestId id, long counter, Es256PrivateKey holder) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everySaleIsCapturedOnceAndEveryLoserGetsItsMoneyBack(long given) {
        long seed = SEED == null ? given : SEED;
        var random = AwsMode.dice(seed);
        var table = new MemoryDynamo(AwsMode.CALM, seed);
        var cloud = new Cloud(table, random);
        var m7 = new PaymentUnit("0a0b0c0d0e07", random);
        var phones = phones(cloud, random, 3);
        cloud.rotateKeys();
        cloud.enrol(m7, "A");
        table.become(AwsMode.ROUGH);
        long sold = 0;
        var receipts = new ArrayList<Envelope>();

        for (long counter = 1; counter <= 8; counter++) {
            long code = counter;
            var winner = phones.get(random.nextInt(3));
            var tokens = new ArrayList<Sale>();
            for (var phone : phones) {
                tokens.add(new Sale(phone, phone.newRequestId(), code, phone.newHolder()));
            }
            for (var sale : tokens) {
                var reply =
                        untilNotBusy(() ->
                                cloud.grantOnCode(
                                        sale.phone(), m7, m7.code(code), sale.holder(), sale.id()));
                if (reply.status() == 200 && sale.phone() == winner) {
                    var token = Cloud.token(reply);
                    m7.raiseFloor(code);
                    receipts.add(
                            m7.receipt(
                                    token.grant().id(),
                                    m7.proof(token, sale.holder(), Intent.PAY),
                                    Outcome.VENDED,
                                    Money.of(10 + code, "EUR")));
                    sold += 10 + code;
                }
            }
            if (random.nextInt(3) == 0) {
                deliver(cloud, phones, receipts, random);
            }
        }
        deliver(cloud, phones, receipts, random);
        m7.raiseFloor(9);
        var checkpoint = m7.checkpoint();
        untilNotBusy(() -> cloud.checkpoint(phones.getFirst(), checkpoint));
        table.become(new AwsMode(0, 0, 0, 50));
        IntStream.range(0, 12).forEach(_ -> cloud.sweep());
        table.become(AwsMode.CALM);

        assertThat(cloud.balances()).as("seed %d", seed).containsEntry("operator/A/payable", sold);
        for (var phone : phones) {
            assertThat(cloud.account(phone).body().path("held").asLong())
                    .as("seed %d", seed)
                    .isZero();
        }
    }

    @Test
    void ofAHundredGrantsAtOnceAnAccountPaysForAsManyAsItCan() throws Exception {
        var random = AwsMode.dice(9);
        var table = new MemoryDynamo();
        var cloud =
                new Cloud(
                        table,
                        random,
                        Map.of("MAX_OPEN_HOLDS", "100", "MAX_OPEN_HOLDS_PER_MODULE", "100"));
        var m7 = new PaymentUnit("0a0b0c0d0e07", random);
        var p = phones(cloud, random, 1).getFirst();
        cloud.rotateKeys();
        cloud.enrol(m7, "A");
        var calls = new ArrayList<Callable<Integer>>();
        for (long i = 1; i <= 100; i++) {
            var holder = p.newHolder();
            var selection = m7.selection(i, 12, Money.of(175, "EUR"));
            calls.add(() ->
                    untilNotBusy(() -> cloud.grantOnSelection(p, selection, holder)).status());
        }

        var statuses = new ArrayList<Integer>();
        try (var pool = Executors.newFixedThreadPool(8)) {
            for (var done : pool.invokeAll(calls)) {
                statuses.add(done.get());
            }
        }

        assertThat(statuses).filteredOn(status -> status == 200).hasSize(5);
        assertThat(statuses).filteredOn(status -> status == 402).hasSize(95);
        assertThat(cloud.account(p).body().path("held").asLong()).isEqualTo(875);
        assertThat(cloud.balances()).isNotEmpty();
    }

    private static List<Phone> phones(Cloud cloud, RandomGenerator random, int count) {
        var phones = IntStream.range(0, count).mapToObj(_ -> new Phone(random)).toList();
        for (var phone : phones) {
            cloud.register(phone);
            cloud.credit(phone, 1000);
        }
        return phones;
    }

    /// Every receipt at least once, in any order, by anybody or by the network.
    private static void deliver(
            Cloud cloud, List<Phone> phones, List<Envelope> receipts, RandomGenerator random) {
        var shuffled = new ArrayList<>(receipts);
        Collections.shuffle(shuffled, new Random(random.nextLong()));
        for (var receipt : shuffled) {
            var phone = phones.get(random.nextInt(phones.size()));
            if (random.nextBoolean()) {
                untilNotBusy(() -> cloud.redeem(phone, receipt));
            } else {
                while (cloud.publish(receipt) > 0) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    /// As a phone does: the same request again.
    private static Cloud.Reply untilNotBusy(Supplier<Cloud.Reply> call) {
        for (int tries = 0; tries < 200; tries++) {
            var reply = call.get();
            if (reply.status() != 503) {
                return reply;
            }
        }
        throw new AssertionError("busy for ever");
    }
}
