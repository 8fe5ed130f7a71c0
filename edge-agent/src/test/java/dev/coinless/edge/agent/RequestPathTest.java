package dev.coinless.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.Platform;
import dev.coinless.edge.agent.Workbench.Phone;
import dev.coinless.edge.health.Disturbance;
import dev.coinless.edge.journal.RecordKind;
import dev.coinless.edge.vend.MachineEvent;
import dev.coinless.edge.vend.Selection;
import dev.coinless.model.advertise.Advertisement.Flag;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.Binding;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.receipt.Checkpoint;
import dev.coinless.model.receipt.Evidence;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.request.AuthorizationRequest;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Selection first: the machine asks, a phone brings the grant.
class RequestPathTest {

    private static final Verdict ACCEPTED = new Verdict.Accepted();

    private final Workbench bench = Workbench.selectionFirst();

    @Test
    void aSelectionOpensASignedRequestWithACodeThatIsNeverAdvertised() throws Exception {
        var phone = bench.connect();
        assertThat(bench.readRequest(phone)).isEqualTo(Bytes.EMPTY);
        var advertised = bench.radio.newest().code().counter();

        bench.says(new MachineEvent.Selected(Workbench.ITEM_12));

        var envelope = open(phone);
        var request = AuthorizationRequest.decode(envelope);
        assertThat(request.sign(bench.m7.signing(), Platform.ENVIRONMENT).encoded())
                .isEqualTo(envelope.encoded());
        assertThat(request.item()).isEqualTo(12);
        assertThat(request.price()).isEqualTo(Money.of(175, "EUR"));
        assertThat(request.code()).isEqualTo(bench.m7.secret().code(request.code().counter()));
        assertThat(request.floor()).isEqualTo(advertised);
        assertThat(bench.radio.requests).containsExactly(envelope.encoded());
        bench.pass(Duration.ofSeconds(31));
        assertThat(bench.radio.broadcasts)
                .extracting(it -> it.code().counter())
                .doesNotContain(request.code().counter());
        assertThat(bench.radio.newest().flags())
                .containsExactlyInAnyOrder(Flag.SELECTION_FIRST, Flag.IN_SESSION);
    }

    @Test
    void itsGrantVendsAtOnceAndTheReceiptNamesTheRequest() throws Exception {
        var phone = bench.connect();
        bench.says(new MachineEvent.Selected(Workbench.ITEM_12));
        var envelope = open(phone);

        assertThat(bench.say(phone, MessageKind.GRANT, grantFor(envelope).encoded()))
                .isEqualTo(ACCEPTED);

        assertThat(bench.machine.signals).containsExactly(Workbench.ITEM_12);
        assertThat(bench.memory.count(RecordKind.INTENT)).isEqualTo(1);
        bench.says(new MachineEvent.VendSucceeded());
        var receipt = bench.receiptFor(phone);
        assertThat(receipt.outcome()).isEqualTo(Outcome.VENDED);
        assertThat(receipt.amount()).isEqualTo(Money.of(175, "EUR"));
        assertThat(receipt.evidence())
                .isEqualTo(new Evidence.Request(AuthorizationRequest.hashOf(envelope)));
        assertThat(bench.readRequest(phone)).isEqualTo(Bytes.EMPTY);
        assertThat(bench.radio.newest().flags())
                .containsExactlyInAnyOrder(Flag.SELECTION_FIRST, Flag.READY);
    }

    @Test
    void aFailedVendEndsTheSaleWithoutASecondSignal() throws Exception {
        var phone = bench.connect();
        bench.says(new MachineEvent.Selected(Workbench.ITEM_12));
        bench.say(phone, MessageKind.GRANT, grantFor(open(phone)).encoded());

        bench.says(new MachineEvent.VendFailed());

        assertThat(bench.receiptFor(phone).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(bench.machine.signals).hasSize(1);
    }

    @Test
    void afterVendCancelNothingIsApproved() throws Exception {
        var phone = bench.connect();
        bench.says(new MachineEvent.Selected(Workbench.ITEM_12));
        var grant = grantFor(open(phone));

        bench.says(new MachineEvent.SelectionCancelled());

        assertStale(phone, grant);
        assertThat(bench.machine.denials()).isZero();
    }

    @Test
    void aGrantThatComesTooLateIsBurntSoThatItsHoldEndsAtOnce() throws Exception {
        var phone = bench.connect();
        bench.says(new MachineEvent.Selected(Workbench.ITEM_12));
        var grant = grantFor(open(phone));
        bench.says(new MachineEvent.SelectionCancelled());

        assertStale(phone, grant);

        var receipt = Workbench.receipts(bench.lastHeard).getFirst();
        assertThat(receipt.grant()).isEqualTo(grant.grant().id());
        assertThat(receipt.outcome()).isEqualTo(Outcome.CLOSED_UNUSED);
        assertThat(receipt.amount().isZero()).isTrue();
        assertThat(bench.lastHeard)
                .extracting(Message::kind)
                .containsExactly(MessageKind.VERDICT, MessageKind.CHECKPOINT, MessageKind.RECEIPT);
        assertThat(bench.say(phone, MessageKind.GRANT, grant.encoded()))
                .isEqualTo(Workbench.refused(Refusal.CODE_SPENT));
        assertThat(bench.memory.count(RecordKind.RECEIPT)).isOne();
        assertThat(bench.memory.count(RecordKind.INTENT)).isZero();
    }

    @Test
    void belowTheFloorNothingIsBurntSinceTheCheckpointProvesEnough() throws Exception {
        var phone = bench.connect();
        bench.says(new MachineEvent.Selected(Workbench.ITEM_12));
        var grant = grantFor(open(phone));
        bench.says(new MachineEvent.SelectionCancelled());
        bench.pass(Duration.ofSeconds(301));
        bench.pass(Duration.ofSeconds(31));

        assertThat(floorAfterStale(bench.connect(), grant)).isGreaterThan(grant.grant().counter());

        assertThat(bench.memory.count(RecordKind.CONSUMED)).isZero();
    }

    @Test
    void aMachineThatAsksFasterThanPeopleSelectIsDenied() {
        for (int i = 0; i < 100; i++) {
            bench.says(new MachineEvent.Selected(Workbench.ITEM_12));
            bench.says(new MachineEvent.SelectionCancelled());
        }

        assertThat(bench.machine.denials()).isEqualTo(90);
        assertThat(bench.disturbances.counts()).containsEntry(Disturbance.SELECTION_TOO_FAST, 90L);
        bench.pass(Duration.ofSeconds(2));
        bench.says(new MachineEvent.Selected(Workbench.ITEM_12));
        assertThat(bench.machine.denials()).isEqualTo(90);
    }

    @Test
    void aCancelAndAGrantAtTheSameMomentDoNotVend() throws Exception {
        var phone = bench.connect();
        bench.says(new MachineEvent.Selected(Workbench.ITEM_12));
        var grant = grantFor(open(phone));

        bench.machine.says(new MachineEvent.SelectionCancelled());

        assertStale(phone, grant);
    }

    @Test
    void theRequestTimesOutAndTheMachineIsDenied() throws Exception {
        var phone = bench.connect();
        bench.says(new MachineEvent.Selected(Workbench.ITEM_12));
        var grant = grantFor(open(phone));

        bench.pass(Duration.ofSeconds(45));
        assertThat(bench.machine.denials()).isZero();
        var late = bench.connect();
        bench.jump(Duration.ofSeconds(1));

        assertStale(late, grant);
        assertThat(bench.machine.denials()).isEqualTo(1);
    }

    @Test
    void anotherSelectionGetsAnotherRequestAndTheFirstIsClosed() throws Exception {
        var phone = bench.connect();
        bench.says(new MachineEvent.Selected(Workbench.ITEM_12));
        var first = open(phone);
        bench.says(new MachineEvent.Selected(new Selection(13, Money.of(225, "EUR"))));
        var second = open(phone);

        assertThat(code(second)).isGreaterThan(code(first));
        assertThat(bench.say(phone, MessageKind.GRANT, grantFor(first).encoded()))
                .isEqualTo(Workbench.refused(Refusal.STALE_CODE));
        assertThat(bench.say(phone, MessageKind.GRANT, grantFor(second).encoded()))
                .isEqualTo(ACCEPTED);
        assertThat(bench.machine.signals).containsExactly(new Selection(13, Money.of(225, "EUR")));
    }

    @Test
    void whileARequestIsOpenAnAdvertisedCodeGetsBusyAndWorksAfterwards() throws Exception {
        var held = bench.granted();
        bench.says(new MachineEvent.Selected(Workbench.ITEM_12));

        assertThat(bench.present(bench.connect(), held)).isEqualTo(Workbench.refused(Refusal.BUSY));
        bench.says(new MachineEvent.SelectionCancelled());
        assertThat(bench.present(bench.connect(), held)).isEqualTo(ACCEPTED);
    }

    @Test
    void afterARestartTheRequestIsGoneAndItsCounterNeverComesAgain() throws Exception {
        var phone = bench.connect();
        bench.says(new MachineEvent.Selected(Workbench.ITEM_12));
        var envelope = open(phone);

        bench.restart();

        var again = bench.connect();
        assertThat(bench.readRequest(again)).isEqualTo(Bytes.EMPTY);
        assertStale(again, grantFor(envelope));
        assertThat(bench.radio.newest().code().counter()).isGreaterThan(code(envelope));
    }

    @Test
    void theFloorStaysAtAnOpenRequestAndPassesAClosedOne() throws Exception {
        var phone = bench.connect();
        bench.says(new MachineEvent.Selected(Workbench.ITEM_12));
        var grant = grantFor(open(phone));
        var counter = grant.grant().counter();
        bench.says(new MachineEvent.SelectionCancelled());

        assertThat(floorAfterStale(bench.connect(), grant)).isLessThan(counter);
        bench.pass(Duration.ofSeconds(301));
        bench.pass(Duration.ofSeconds(31));
        assertThat(floorAfterStale(bench.connect(), grant)).isGreaterThan(counter);
    }

    @Test
    void aJournalThatCannotReserveDeniesTheSelection() {
        bench.memory.fail(true);
        for (int i = 0; i < 70; i++) {
            bench.jump(Duration.ofSeconds(2));
            bench.says(new MachineEvent.Selected(Workbench.ITEM_12));
            bench.says(new MachineEvent.SelectionCancelled());
        }

        assertThat(bench.machine.denials()).isPositive();
        assertThat(bench.machine.signals).isEmpty();
    }

    @Test
    void aModuleThatIsNotSetUpForItDeniesASelectionWithoutASession() {
        var plain = new Workbench();
        plain.says(new MachineEvent.Selected(Workbench.ITEM_12));

        assertThat(plain.machine.denials()).isEqualTo(1);
        assertThat(plain.readRequest(plain.connect())).isEqualTo(Bytes.EMPTY);
        assertThat(plain.radio.newest().flags()).containsExactly(Flag.READY);
    }

    private void assertStale(Phone phone, GrantToken grant) {
        assertThat(bench.say(phone, MessageKind.GRANT, grant.encoded()))
                .isEqualTo(Workbench.refused(Refusal.STALE_CODE));
        assertThat(bench.machine.signals).isEmpty();
    }

    private Counter floorAfterStale(Phone phone, GrantToken grant) throws Malformed {
        bench.say(phone, MessageKind.GRANT, grant.encoded());
        var checkpoint =
                List.copyOf(bench.lastHeard).stream()
                        .filter(it -> it.kind() == MessageKind.CHECKPOINT)
                        .findFirst()
                        .orElseThrow();
        return Checkpoint.decode(Envelope.parse(ObjectType.CHECKPOINT, checkpoint.body())).floor();
    }

    private Envelope open(Phone phone) throws Malformed {
        return Envelope.parse(ObjectType.REQUEST, bench.readRequest(phone));
    }

    private static Counter code(Envelope request) throws Malformed {
        return AuthorizationRequest.decode(request).code().counter();
    }

    private GrantToken grantFor(Envelope envelope) throws Malformed {
        var request = AuthorizationRequest.decode(envelope);
        return bench.platform.sign(
                new Grant(
                        new GrantId(bench.platform.random.bytes(GrantId.LENGTH)),
                        new Binding.Request(AuthorizationRequest.hashOf(envelope)),
                        request.module(),
                        request.generation(),
                        request.code().counter(),
                        request.price(),
                        Duration.ofSeconds(300),
                        1,
                        Grant.ANY_LINE,
                        GrantKind.VEND));
    }
}
