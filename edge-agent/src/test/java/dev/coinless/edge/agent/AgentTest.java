package dev.coinless.edge.agent;

import static dev.coinless.edge.agent.Workbench.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.Platform;
import dev.coinless.edge.health.Disturbance;
import dev.coinless.edge.journal.JournalRecord;
import dev.coinless.edge.journal.RecordKind;
import dev.coinless.edge.present.RadioEvent;
import dev.coinless.edge.vend.MachineEvent;
import dev.coinless.edge.vend.Selection;
import dev.coinless.model.advertise.Advertisement.Flag;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.SessionState;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.receipt.Ack;
import dev.coinless.model.receipt.Checkpoint;
import dev.coinless.model.receipt.Evidence;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.receipt.VendedItem;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.sign.Signer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AgentTest {

    private static final Verdict ACCEPTED = new Verdict.Accepted();

    private final Workbench bench = new Workbench();

    @Test
    void aPurchaseEndsInAReceiptWithTheHoldersEvidence() throws Exception {
        var phone = bench.connect();
        var held = bench.granted();

        assertThat(bench.present(phone, held)).isEqualTo(ACCEPTED);
        assertThat(bench.radio.newest().flags()).containsExactly(Flag.IN_SESSION);
        bench.says(new MachineEvent.Selected(Workbench.ITEM_12));
        assertThat(bench.machine.signals).containsExactly(Workbench.ITEM_12);
        bench.says(new MachineEvent.VendSucceeded());

        var receipt = bench.receiptFor(phone);
        assertThat(receipt.outcome()).isEqualTo(Outcome.VENDED);
        assertThat(receipt.amount()).isEqualTo(Money.of(175, "EUR"));
        assertThat(receipt.items()).containsExactly(new VendedItem(12, 175, true));
        assertThat(receipt.grant()).isEqualTo(held.token().grant().id());
        assertThat(receipt.sequence()).isEqualTo(new Sequence(1));
        var evidence = (Evidence.Holder) receipt.evidence();
        assertThat(
                        evidence.proof()
                                .proves(
                                        (dev.coinless.model.grant.Binding.Holder)
                                                held.token().grant().binding(),
                                        held.token().hash(),
                                        Platform.ENVIRONMENT))
                .isTrue();
        assertThat(bench.radio.newest().flags()).containsExactly(Flag.READY);
    }

    @Test
    void thePhoneHearsEachStateOnceAndInOrder() throws Exception {
        var phone = bench.connect();
        bench.present(phone, bench.granted());
        var heard = new ArrayList<>(bench.lastHeard);
        bench.says(new MachineEvent.Selected(Workbench.ITEM_12));
        bench.says(new MachineEvent.VendSucceeded());
        heard.addAll(bench.radio.take(phone.id()));

        var states = new ArrayList<SessionState>();
        for (var message : heard) {
            if (message.kind() == MessageKind.STATE) {
                states.add(SessionState.decode(message.body()));
            }
        }
        assertThat(states)
                .containsExactly(
                        SessionState.OPENING,
                        SessionState.SELECT,
                        SessionState.VENDING,
                        SessionState.ENDED);
        assertThat(heard.getLast().kind()).isEqualTo(MessageKind.RECEIPT);
    }

    @Test
    void aUsedCodeIsReplacedAtOnceAndTheNextPurchaseChainsItsReceipt() {
        var before = bench.radio.newest().code().counter();

        var first = bench.buy();
        assertThat(bench.radio.newest().code().counter()).isEqualTo(before.next());
        var second = bench.buy();

        assertThat(second.sequence()).isEqualTo(new Sequence(2));
        assertThat(second.previous())
                .isEqualTo(first.sign(bench.m7.signing(), Platform.ENVIRONMENT).encoded().sha256());
        assertThat(first.floor()).isEqualTo(before.next());
        assertThat(bench.machine.signals).hasSize(2);
    }

    @Test
    void aReplayedTokenIsSpentEvenAfterAPowerCycleAndItsHolderGetsTheReceiptAgain() {
        var phone = bench.connect();
        var held = bench.granted();
        bench.present(phone, held);
        bench.says(new MachineEvent.Selected(Workbench.ITEM_12), new MachineEvent.VendSucceeded());
        var receipt = bench.receiptFor(phone);

        assertThat(bench.present(phone, held)).isEqualTo(refused(Refusal.CODE_SPENT));
        assertThat(Workbench.receipts(bench.lastHeard)).containsExactly(receipt);
        bench.restart();
        assertThat(bench.present(bench.connect(), held)).isEqualTo(refused(Refusal.CODE_SPENT));
        assertThat(Workbench.receipts(bench.lastHeard)).containsExactly(receipt);
        assertThat(bench.machine.signals).isEmpty();
    }

    @Test
    void aHolderWhoPresentsAgainFromAnotherConnectionGetsTheReceiptWhenTheSessionEnds() {
        var held = bench.granted();
        var first = bench.connect();
        bench.present(first, held);
        bench.on(new RadioEvent.Disconnected(first.id()));
        var second = bench.connect();

        assertThat(bench.present(second, held)).isEqualTo(refused(Refusal.CODE_SPENT));
        bench.says(new MachineEvent.Selected(Workbench.ITEM_12), new MachineEvent.VendSucceeded());

        assertThat(bench.receiptFor(second).outcome()).isEqualTo(Outcome.VENDED);
    }

    @Test
    void twoGrantsOnOneCodeAreOneVendAndTheLoserGetsTheCheckpoint() throws Exception {
        var winner = bench.granted();
        var loser = bench.granted();
        bench.present(bench.connect(), winner);

        assertThat(bench.present(bench.connect(), loser)).isEqualTo(refused(Refusal.CODE_SPENT));

        var checkpoint = checkpoint(bench.lastHeard);
        assertThat(checkpoint.floor()).isEqualTo(winner.token().grant().counter());
        assertThat(checkpoint.sequence()).isEqualTo(new Sequence(0));
        assertThat(Workbench.receipts(bench.lastHeard)).isEmpty();
    }

    @Test
    void aClockJumpRotatesEveryCodeBeforeTheNextFrameIsJudged() throws Exception {
        var phone = bench.connect();
        var held = bench.granted();
        var counter = held.token().grant().counter();

        bench.jump(Duration.ofSeconds(301));

        assertThat(bench.present(phone, held)).isEqualTo(refused(Refusal.STALE_CODE));
        assertThat(checkpoint(bench.lastHeard).floor()).isGreaterThan(counter);
        assertThat(bench.machine.signals).isEmpty();
    }

    @Test
    void afterABootNoOldCodeIsLiveAndNoCounterIsBroadcastAgain() {
        var held = bench.granted();
        var newest = bench.radio.newest().code().counter();

        bench.restart();

        assertThat(bench.radio.newest().code().counter()).isGreaterThan(newest);
        assertThat(bench.present(bench.connect(), held)).isEqualTo(refused(Refusal.STALE_CODE));
    }

    @Test
    void cancelBurnsTheCodeAndTheReceiptSaysSo() {
        var phone = bench.connect();
        var held = bench.granted();

        assertThat(bench.present(phone, held, Intent.CANCEL)).isEqualTo(ACCEPTED);

        var receipt = Workbench.receipts(bench.lastHeard).getFirst();
        assertThat(receipt.outcome()).isEqualTo(Outcome.CLOSED_UNUSED);
        assertThat(((Evidence.Holder) receipt.evidence()).proof().intent())
                .isEqualTo(Intent.CANCEL);
        assertThat(bench.present(phone, held)).isEqualTo(refused(Refusal.CODE_SPENT));
        assertThat(bench.machine.isOpen()).isFalse();
    }

    @Test
    void aPriceAboveTheCapIsDeniedAndNothingIsCaptured() {
        var phone = bench.connect();
        bench.present(phone, bench.granted());

        bench.says(new MachineEvent.Selected(new Selection(14, Money.of(501, "EUR"))));

        assertThat(bench.machine.signals).isEmpty();
        assertThat(bench.machine.denials()).isEqualTo(1);
        assertThat(bench.receiptFor(phone).outcome()).isEqualTo(Outcome.CLOSED_UNUSED);
    }

    @Test
    void aSecondPhoneDuringASessionIsToldToWaitAndMayPayAfterwards() {
        bench.present(bench.connect(), bench.granted());
        var second = bench.connect();
        var held = bench.granted();

        assertThat(bench.present(second, held)).isEqualTo(refused(Refusal.BUSY));
        bench.says(new MachineEvent.Selected(Workbench.ITEM_12), new MachineEvent.VendSucceeded());

        assertThat(bench.present(second, held)).isEqualTo(ACCEPTED);
    }

    @Test
    void aJournalThatFailsBeforeTheSignalDeniesAndSettlesWhenItIsBack() {
        var phone = bench.connect();
        bench.present(phone, bench.granted());
        bench.memory.fail(true);

        bench.says(new MachineEvent.Selected(Workbench.ITEM_12));
        assertThat(bench.machine.signals).isEmpty();
        assertThat(bench.machine.denials()).isEqualTo(1);
        assertThat(bench.radio.newest().flags()).doesNotContain(Flag.READY);

        bench.memory.fail(false);
        bench.pass(Duration.ofSeconds(1));
        assertThat(bench.receiptFor(phone).outcome()).isEqualTo(Outcome.CLOSED_UNUSED);
    }

    @Test
    void aJournalThatFailsAfterTheSignalIsAskedUntilTheResultIsDurable() {
        var phone = bench.connect();
        bench.present(phone, bench.granted());
        bench.says(new MachineEvent.Selected(Workbench.ITEM_12));
        bench.memory.fail(true);

        bench.says(new MachineEvent.VendSucceeded());
        bench.pass(Duration.ofSeconds(5));
        assertThat(Workbench.receipts(bench.radio.take(phone.id()))).isEmpty();

        bench.memory.fail(false);
        bench.pass(Duration.ofSeconds(1));
        assertThat(bench.receiptFor(phone).amount()).isEqualTo(Money.of(175, "EUR"));
    }

    @Test
    void moreThanFourVerificationsASecondOnOneConnectionAreTooMany() {
        var phone = bench.connect();
        var held = bench.granted();
        var other = bench.granted();
        var thief = new Workbench.Held(held.token(), other.holder());
        for (int i = 0; i < 4; i++) {
            assertThat(bench.present(phone, thief)).isEqualTo(refused(Refusal.NO_PROOF));
        }

        assertThat(bench.present(phone, held)).isEqualTo(refused(Refusal.BUSY));

        bench.pass(Duration.ofSeconds(1));
        assertThat(bench.present(phone, held)).isEqualTo(ACCEPTED);
    }

    @Test
    void moreThanTwentyVerificationsASecondInAllAreTooMany() {
        var held = bench.granted();
        var thief = new Workbench.Held(held.token(), bench.granted().holder());
        for (int i = 0; i < 20; i++) {
            assertThat(bench.present(bench.connect(), thief)).isEqualTo(refused(Refusal.NO_PROOF));
        }

        assertThat(bench.present(bench.connect(), held)).isEqualTo(refused(Refusal.BUSY));
    }

    @Test
    void onePhonesFiveConnectionsLeaveTheOthersTheirPart() {
        var thief = new Workbench.Held(bench.granted().token(), bench.granted().holder());
        var flood = Stream.generate(bench::connect).limit(5).toList();
        var honest = bench.connect();
        var held = bench.granted();
        for (int round = 0; round < 100; round++) {
            flood.forEach(connection -> bench.present(connection, thief));
        }

        assertThat(bench.present(honest, held)).isEqualTo(ACCEPTED);
        assertThat(bench.disturbances.counts()).containsEntry(Disturbance.CHECK_LEFT_OUT, 485L);
    }

    @Test
    void aConnectionThatSaysNothingButNonsenseIsEnded() {
        var phone = bench.connect();
        for (int i = 0; i < 64; i++) {
            bench.on(new RadioEvent.Written(phone.id(), Bytes.of((byte) 0x01, (byte) 0x02)));
        }

        assertThat(bench.radio.dropped).containsExactly(phone.id());
        assertThat(bench.disturbances.counts())
                .containsEntry(Disturbance.BROKEN_FRAME, 64L)
                .containsEntry(Disturbance.CONNECTION_DROPPED, 1L);
    }

    @Test
    void malformedMessagesCostNoVerificationAndCloseNothing() {
        var phone = bench.connect();
        var held = bench.granted();
        for (int i = 0; i < 30; i++) {
            assertThat(bench.say(phone, MessageKind.PRESENT, Bytes.utf8("nonsense " + i)))
                    .isEqualTo(refused(Refusal.MALFORMED));
        }
        bench.on(new RadioEvent.Written(phone.id(), Bytes.of((byte) 0x01, (byte) 0x02)));
        assertThat(bench.verdict(phone)).isEqualTo(refused(Refusal.MALFORMED));
        assertThat(bench.say(phone, MessageKind.RECEIPT, Bytes.EMPTY))
                .isEqualTo(refused(Refusal.MALFORMED));

        assertThat(bench.present(phone, held)).isEqualTo(ACCEPTED);
        assertThat(bench.radio.dropped).isEmpty();
    }

    @Test
    void refusalsAreCountedInTheJournalWithTheirReason() {
        var phone = bench.connect();
        bench.say(phone, MessageKind.PRESENT, Bytes.utf8("nonsense"));
        bench.pass(Duration.ofSeconds(1));
        bench.say(phone, MessageKind.PRESENT, Bytes.utf8("nonsense"));
        bench.say(phone, MessageKind.PRESENT, Bytes.utf8("nonsense"));
        bench.pass(Duration.ofSeconds(1));

        long counted =
                bench.memory.records().stream()
                        .filter(JournalRecord.Refused.class::isInstance)
                        .map(JournalRecord.Refused.class::cast)
                        .filter(it -> it.reason() == Refusal.MALFORMED)
                        .mapToLong(JournalRecord.Refused::count)
                        .sum();
        assertThat(counted).isEqualTo(3);
    }

    @Test
    void anIdleConnectionIsDroppedUnlessAReceiptIsDueToIt() {
        var idle = bench.connect();
        var buyer = bench.connect();
        bench.present(buyer, bench.granted());

        bench.pass(Duration.ofSeconds(11));
        assertThat(bench.radio.dropped).containsExactly(idle.id());

        bench.says(new MachineEvent.Selected(Workbench.ITEM_12), new MachineEvent.VendSucceeded());
        bench.pass(Duration.ofSeconds(11));
        assertThat(bench.radio.dropped).containsExactly(idle.id(), buyer.id());
    }

    @Test
    void everyConnectionHasItsOwnNonceAndKeepsIt() {
        var first = bench.connect();
        var second = bench.connect();

        assertThat(first.nonce()).isNotEqualTo(second.nonce());
        assertThat(bench.info(first.id()).nonce()).isEqualTo(first.nonce());
        assertThat(bench.info(first.id()).serialOf(KeyUsage.GRANT)).isEqualTo(Platform.ISSUER);
    }

    @Test
    void anAcknowledgementOfTheRightReceiptIsTakenOnce() {
        var receipt = signed(bench.buy());
        var phone = bench.connect();

        assertThat(bench.say(phone, MessageKind.ACK, ack(1, receipt, bench.platform.sync)))
                .isEqualTo(ACCEPTED);
        assertThat(bench.say(phone, MessageKind.ACK, ack(1, receipt, bench.platform.sync)))
                .isEqualTo(ACCEPTED);

        assertThat(bench.memory.count(RecordKind.ACK)).isEqualTo(1);
        assertThat(bench.memory.acknowledged()).isEqualTo(new Sequence(1));
    }

    @Test
    void aWrongAcknowledgementIsIgnoredAndAlarmed() {
        var receipt = signed(bench.buy());
        var phone = bench.connect();
        var wrong = Bytes.utf8("another receipt");

        assertThat(bench.say(phone, MessageKind.ACK, ack(1, wrong, bench.platform.sync)))
                .isEqualTo(refused(Refusal.MISMATCH));
        assertThat(bench.say(phone, MessageKind.ACK, ack(2, receipt, bench.platform.sync)))
                .isEqualTo(refused(Refusal.MISMATCH));
        assertThat(bench.say(phone, MessageKind.ACK, ack(1, receipt, bench.platform.issuer)))
                .isEqualTo(refused(Refusal.BAD_SIGNATURE));

        assertThat(bench.memory.count(RecordKind.ACK)).isZero();
        assertThat(bench.log).anyMatch(line -> line.contains("ALARM"));
    }

    @Test
    void aNewKeyIsTakenFromAPhoneAndKeptThroughARestart() {
        var fresh = bench.platform.random.ed25519();
        var cert = bench.platform.cert(new KeySerial(8), KeyUsage.GRANT, fresh, 0);
        var phone = bench.connect();
        assertThat(bench.say(phone, MessageKind.KEYCERT, cert)).isEqualTo(ACCEPTED);
        assertThat(bench.say(phone, MessageKind.KEYCERT, cert)).isEqualTo(ACCEPTED);
        bench.restart();

        var holder = bench.platform.random.es256();
        var counter = bench.radio.newest().code().counter();
        Grant grant = bench.platform.grant(Platform.M7, counter, holder);
        var token = grant.sign(new KeySerial(8), fresh, Platform.ENVIRONMENT);

        assertThat(bench.present(bench.connect(), new Workbench.Held(token, holder)))
                .isEqualTo(ACCEPTED);
        assertThat(bench.memory.count(RecordKind.KEYCERT)).isEqualTo(1);
    }

    @Test
    void aKeyThatNoRootSignedIsRefusedAndAnOldOneIsSuperseded() {
        var stranger = new Platform(99);
        var phone = bench.connect();
        assertThat(
                        bench.say(
                                phone,
                                MessageKind.KEYCERT,
                                stranger.cert(
                                        new KeySerial(8), KeyUsage.GRANT, stranger.issuer, 0)))
                .isEqualTo(refused(Refusal.BAD_SIGNATURE));
        var key = bench.platform.random.ed25519();
        assertThat(
                        bench.say(
                                phone,
                                MessageKind.KEYCERT,
                                bench.platform.cert(new KeySerial(20), KeyUsage.GRANT, key, 15)))
                .isEqualTo(ACCEPTED);

        assertThat(
                        bench.say(
                                phone,
                                MessageKind.KEYCERT,
                                bench.platform.cert(new KeySerial(14), KeyUsage.GRANT, key, 0)))
                .isEqualTo(refused(Refusal.SUPERSEDED));
        assertThat(bench.present(bench.connect(), bench.granted()))
                .isEqualTo(refused(Refusal.UNKNOWN_ISSUER));
    }

    @Test
    void theLogNamesNoCodeTokenOrKey() {
        var held = bench.granted();
        var code = bench.radio.newest().code().mac();
        bench.present(bench.connect(), held);
        bench.says(new MachineEvent.Selected(Workbench.ITEM_12), new MachineEvent.VendSucceeded());

        var all = String.join("\n", bench.log);
        for (var secret :
                List.of(
                        code,
                        held.token().encoded(),
                        bench.m7.secret().key(),
                        held.holder().publicKey().encoded())) {
            assertThat(all).doesNotContain(secret.hex()).doesNotContain(secret.base64Url());
        }
    }

    @Test
    void aMachineThatIsNotReadyIsNotAdvertisedAsReady() {
        bench.machine.ready(false);
        bench.tick();
        assertThat(bench.radio.newest().flags()).isEqualTo(Set.of());

        bench.machine.ready(true);
        bench.tick();
        assertThat(bench.radio.newest().flags()).containsExactly(Flag.READY);
    }

    private Bytes signed(Receipt receipt) {
        return receipt.sign(bench.m7.signing(), Platform.ENVIRONMENT).encoded();
    }

    private Bytes ack(long sequence, Bytes receipt, Signer key) {
        return new Ack(Platform.M7, bench.m7.generation(), new Sequence(sequence), receipt.sha256())
                .sign(Platform.SYNC, key, Platform.ENVIRONMENT)
                .encoded();
    }

    private static Checkpoint checkpoint(List<Message> heard) throws Exception {
        var message =
                heard.stream()
                        .filter(it -> it.kind() == MessageKind.CHECKPOINT)
                        .findFirst()
                        .orElseThrow();
        return Checkpoint.decode(Envelope.parse(ObjectType.CHECKPOINT, message.body()));
    }
}
