package dev.coinless.functions.io.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Phone;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Es256PrivateKey;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One item that cannot be read harms nothing but what needs it.
class PoisonTest {

    final RandomGenerator random = AwsMode.dice(6);
    final MemoryDynamo table = new MemoryDynamo();
    final Cloud cloud = new Cloud(table, random);
    final Phone p = new Phone(random);
    final Phone q = new Phone(random);
    final PaymentUnit m7 = new PaymentUnit("0a0b0c0d0e07", random);
    final PaymentUnit m8 = new PaymentUnit("0a0b0c0d0e08", random);

    @BeforeEach
    void bothHaveTenEuros() {
        cloud.rotateKeys();
        cloud.enrol(m7, "A");
        cloud.enrol(m8, "A");
        for (var phone : new Phone[] {p, q}) {
            cloud.register(phone);
            cloud.credit(phone, 1000);
        }
    }

    @Test
    void aBrokenModuleDoesNotKeepTheScheduleFromTheOthers() {
        breakM8WhileM7HasALoser();

        cloud.sweep();

        assertThat(held(q)).isZero();
        assertThat(held(p)).isEqualTo(500);
    }

    @Test
    void aBrokenModuleDoesNotBlockTheStream() {
        breakM8WhileM7HasALoser();

        var answer =
                new SweepHoldsHandler(cloud.wiring).handleRequest(changesOfProgress(m8, m7), null);

        assertThat(answer.getBatchItemFailures()).isEmpty();
        assertThat(held(q)).isZero();
    }

    @Test
    void aBrokenHoldDoesNotKeepTheOthersOfItsModuleOpen() {
        var broken = grant(p, m7, 4);
        grant(q, m7, 5);
        cloud.checkpoint(q, raised(m7, 9));
        breakItem("G#" + broken.token().grant().id(), "acc");

        cloud.sweep();

        assertThat(held(q)).isZero();
        assertThat(held(p)).isEqualTo(500);
    }

    @Test
    void aPlaceThatIsBusyIsGivenAgain() {
        breakM8WhileM7HasALoser();
        table.become(new AwsMode(0, 100, 0, 0));

        var answer = new SweepHoldsHandler(cloud.wiring).handleRequest(changesOfProgress(m7), null);

        table.become(AwsMode.CALM);
        assertThat(answer.getBatchItemFailures()).hasSize(1);
    }

    @Test
    void aReceiptWhoseHoldIsBrokenFailsAloneInItsBatch() {
        var first = grant(p, m7);
        var second = grant(q, m8);
        breakItem("G#" + first.token().grant().id(), "acc");

        int failures = cloud.publish(sale(m7, first), sale(m8, second));

        assertThat(failures).isEqualTo(1);
        assertThat(held(q)).isZero();
        assertThat(cloud.grant(q, second.token().grant().id().toString()).body().path("state"))
                .hasToString("\"CAPTURED\"");
    }

    /// P has an open hold at M8, whose progress becomes unreadable; Q's hold at M7 is proven dead.
    private void breakM8WhileM7HasALoser() {
        grant(p, m8);
        cloud.checkpoint(p, raised(m8, 1));
        breakItem("P#" + m8.id(), "gen");
        grant(q, m7);
        cloud.checkpoint(q, raised(m7, 9));
    }

    private static Envelope raised(PaymentUnit module, long floor) {
        module.raiseFloor(floor);
        return module.checkpoint();
    }

    /// A grant and the key it is bound to.
    record Held(GrantToken token, Es256PrivateKey holder) {}

    private Held grant(Phone phone, PaymentUnit module) {
        return grant(phone, module, 5);
    }

    private Held grant(Phone phone, PaymentUnit module, long counter) {
        var holder = phone.newHolder();
        return new Held(Cloud.token(cloud.grantOnCode(phone, module, counter, holder)), holder);
    }

    private static Envelope sale(PaymentUnit module, Held held) {
        return module.receipt(
                held.token().grant().id(),
                module.proof(held.token(), held.holder(), Intent.PAY),
                Outcome.VENDED,
                Money.of(175, "EUR"));
    }

    /// Takes an attribute from the items of a partition.
    private void breakItem(String partition, String attribute) {
        for (var item : table.itemsOf(partition).toList()) {
            var broken = new HashMap<>(item);
            broken.remove(attribute);
            table.force(broken);
        }
    }

    private static Map<String, AttributeValue> progressOf(PaymentUnit module) {
        return Map.of(
                "pk", new AttributeValue().withS("P#" + module.id()),
                "sk", new AttributeValue().withS("P"));
    }

    private static DynamodbEvent changesOfProgress(PaymentUnit... modules) {
        var event = new DynamodbEvent();
        event.setRecords(
                Stream.of(modules).map(PoisonTest::progressOf).map(PoisonTest::change).toList());
        return event;
    }

    private static DynamodbStreamRecord change(Map<String, AttributeValue> keys) {
        var change = new DynamodbStreamRecord();
        change.setEventID("1");
        change.setDynamodb(new StreamRecord().withKeys(keys).withSequenceNumber("1"));
        return change;
    }

    private long held(Phone phone) {
        return cloud.account(phone).body().path("held").asLong();
    }
}
