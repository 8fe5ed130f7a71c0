package dev.coinless.functions.io.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Phone;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.cash.CashAck;
import dev.coinless.model.cash.CashSale;
import dev.coinless.model.cash.CashSales;
import dev.coinless.model.cash.CashSource;
import dev.coinless.model.cash.Remark;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.sync.BundleItem;
import dev.coinless.model.sync.DownKind;
import dev.coinless.model.sync.UpKind;
import dev.coinless.model.wire.Malformed;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Sales for coins in bundles, and the report on them, through the handlers, on a table in AWS
/// mode.
class CashTest {

    private static final long POWERED = 100_000;

    final RandomGenerator random = AwsMode.dice(41);
    final MemoryDynamo table = new MemoryDynamo();
    final Cloud cloud = new Cloud(table, random, Map.of());
    final Phone courier = new Phone(random);
    final PaymentUnit m7 = new PaymentUnit("0a0b0c0d0e07", random);
    final PaymentUnit m8 = new PaymentUnit("0a0b0c0d0e08", random);
    final List<CashSale> history =
            List.of(
                    sale(12, 175, 1000),
                    sale(13, 225, 50_000),
                    new CashSale(CashSource.COIN_PULSE, 1, 50, Set.of(), 60_000),
                    new CashSale(CashSource.CASH_SALE, 11, 100, Set.of(Remark.FREE), 90_000),
                    sale(12, 175, 99_990));

    @BeforeEach
    void modulesAreEnrolled() {
        cloud.rotateKeys();
        cloud.enrol(m7, "A");
        cloud.enrol(m8, "B");
        cloud.register(courier);
    }

    @Test
    void everyRouteOrderAndRepetitionReportsEachSaleOnce() throws Malformed {
        for (int i = 0; i < 60; i++) {
            int from = random.nextInt(5);
            var bundle = bundle(from, from + 1 + random.nextInt(5 - from));
            if (random.nextBoolean()) {
                cloud.carry(courier, bundle);
            } else {
                cloud.publish(bundle);
            }
        }

        var reply = cloud.carry(courier, bundle(0, 5));

        assertThat(ack(m7.open(Bytes.fromBase64Url(reply.body().path("down").asText())).items()))
                .contains(new CashAck(new Sequence(5), chain(5)));
        assertThat(reply.body().path("refused").asInt()).isZero();
        assertThat(machine(Map.of("operator", "A")))
                .containsEntry("cash", Map.of("count", 3L, "sum", 575L))
                .containsEntry("coins", Map.of("count", 1L, "sum", 50L))
                .containsEntry("others", Map.of("count", 1L, "sum", 100L))
                .containsEntry("cashless", Map.of("count", 0L, "sum", 0L));
    }

    @Test
    void aGapIsNotAcknowledgedBeyond() throws Malformed {
        cloud.carry(courier, bundle(0, 1));

        cloud.publish(bundle(3, 5));

        assertThat(ack(m7.open(cloud.published.get(m7.id())).items()))
                .contains(new CashAck(new Sequence(1), chain(1)));
    }

    @Test
    void aContradictionIsPutAsideAndNotAcknowledged() {
        cloud.carry(courier, bundle(0, 3));
        var other = List.of(sale(12, 175, 1000), sale(12, 175, 2000), sale(12, 175, 3000));

        var reply = cloud.carry(courier, bundle(m7, 1, CashSale.NO_CHAIN, other));

        assertThat(reply.body().path("refused").asInt()).isEqualTo(1);
        assertThat(table.itemsOf("Q#" + m7.id() + "#1")).hasSize(1);
        assertThat(machine(Map.of("operator", "A")))
                .containsEntry("cash", Map.of("count", 2L, "sum", 400L));
    }

    @Test
    void salesOfAnotherModuleOrInAnotherCurrencyOrSignedByAnotherCountForNobody() {
        var stolen = batch(m8, 1, CashSale.NO_CHAIN, history, "EUR");
        var dollars = batch(m7, 1, CashSale.NO_CHAIN, history, "USD");
        var forged =
                new CashSales(
                                m7.id(),
                                m7.generation(),
                                new Sequence(1),
                                CashSale.NO_CHAIN,
                                POWERED,
                                Currency.getInstance("EUR"),
                                history)
                        .sign(m8.signing(), PaymentUnit.ENVIRONMENT)
                        .encoded();

        for (var content : List.of(stolen, dollars, forged, Bytes.utf8("nonsense"))) {
            var items = List.of(BundleItem.of(UpKind.CASH_SALE, content));
            var reply = cloud.carry(courier, m7.bundle(m7.held(), items));
            assertThat(reply.body().path("refused").asInt()).isEqualTo(1);
        }

        assertThat(machine(Map.of("operator", "A")))
                .containsEntry("cash", Map.of("count", 0L, "sum", 0L));
    }

    @Test
    void timesAreReckonedBackwardFromWhenTheSalesCame() {
        var now = cloud.wiring.clock().instant();
        cloud.carry(courier, bundle(0, 5));

        assertThat(machine(Map.of("operator", "A", "from", now.minusSeconds(50_001).toString())))
                .containsEntry("cash", Map.of("count", 2L, "sum", 400L));
        assertThat(machine(Map.of("operator", "A", "to", now.minusSeconds(50_000).toString())))
                .containsEntry("cash", Map.of("count", 1L, "sum", 175L));
    }

    @Test
    void anOperatorSeesOnlyItsOwnMachines() {
        cloud.carry(courier, bundle(0, 5));

        var other = report(Map.of("operator", "B"));

        assertThat((List<?>) other.get("machines")).hasSize(1);
        assertThat(other.toString()).contains(m8.id().toString()).doesNotContain(m7.id() + "");
        assertThat((List<?>) report(Map.of("operator", "C")).get("machines")).isEmpty();
    }

    private Map<String, Object> report(Map<String, Object> input) {
        return new ReportSalesHandler(cloud.wiring).handleRequest(input, null);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> machine(Map<String, Object> input) {
        return ((List<Map<String, Object>>) report(input).get("machines")).getFirst();
    }

    private Bytes bundle(int from, int to) {
        return bundle(m7, from + 1, chain(from), history.subList(from, to));
    }

    private Bytes chain(int count) {
        var chain = CashSale.NO_CHAIN;
        for (var sale : history.subList(0, count)) {
            chain = sale.chainedTo(chain);
        }
        return chain;
    }

    private static Bytes bundle(PaymentUnit unit, int first, Bytes before, List<CashSale> sales) {
        var content = batch(unit, first, before, sales, "EUR");
        return unit.bundle(unit.held(), List.of(BundleItem.of(UpKind.CASH_SALE, content)));
    }

    private static Bytes batch(
            PaymentUnit unit, int first, Bytes before, List<CashSale> sales, String currency) {
        return new CashSales(
                        unit.id(),
                        unit.generation(),
                        new Sequence(first),
                        before,
                        POWERED,
                        Currency.getInstance(currency),
                        sales)
                .sign(unit.signing(), PaymentUnit.ENVIRONMENT)
                .encoded();
    }

    private static Optional<CashAck> ack(List<BundleItem> items) throws Malformed {
        for (var item : items) {
            if (item.kind() == DownKind.CASH_ACK.number()) {
                return Optional.of(CashAck.decode(item.content()));
            }
        }
        return Optional.empty();
    }

    private static CashSale sale(int item, long price, long powered) {
        return new CashSale(CashSource.CASH_SALE, item, price, Set.of(), powered);
    }
}
