package dev.coinless.edge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.Platform;
import dev.coinless.edge.advertise.CodeRing;
import dev.coinless.edge.authorize.OpenRequest;
import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.journal.MemoryJournal;
import dev.coinless.edge.journal.RecordKind;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.Binding;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.RequestHash;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.Presentation;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.model.sync.Denylist;
import dev.coinless.model.sync.RevokedKey;
import dev.coinless.model.sync.Version;
import dev.coinless.model.time.Uptime;
import dev.coinless.model.wire.Malformed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final Counter LIVE = new Counter(42);
    private static final Uptime NOW = Uptime.ofSeconds(1000);

    private final Platform platform = new Platform(1);
    private final ModuleIdentity m7 = platform.enrolled(Platform.M7);
    private final Es256PrivateKey p = platform.random.es256();
    private final Es256PrivateKey q = platform.random.es256();
    private final Bytes nonce = platform.random.bytes(16);
    private final MemoryJournal journal = new MemoryJournal();
    private final Gate gate = new Gate(new GateRules(m7), journal);

    private KeyRing keys = KeyRing.empty();
    private Restrictions restrictions = Restrictions.none();
    private CodeRing ring = ringOf(40, 49);
    private Capability capability = new Capability.Sessions();
    private boolean machineFree = true;
    private Optional<OpenRequest> request = Optional.empty();

    GateTest() throws Malformed {
        for (var cert : m7.keyCerts()) {
            keys = keys.with(verified(cert));
        }
    }

    @Test
    void aGoodPresentationIsConsumedAndThenReleased() throws Exception {
        var token = platform.sign(grant());

        var admission = present(token);

        assertThat(admission).isInstanceOf(Admission.Admitted.class);
        var order = ((Admission.Admitted) admission).order();
        assertThat(order.consumption().grant()).isEqualTo(token.grant().id());
        assertThat(order.consumption().cap()).isEqualTo(Money.of(500, "EUR"));
        assertThat(journal.count(RecordKind.CONSUMED)).isEqualTo(1);
    }

    @Test
    void aStrangersSerialIsAnUnknownIssuer() throws Exception {
        var token = grant().sign(new KeySerial(8), platform.issuer, Platform.ENVIRONMENT);

        assertRefused(Refusal.UNKNOWN_ISSUER, token);
    }

    @Test
    void aSerialBelowTheMinimumIsAnUnknownIssuer() throws Exception {
        keys =
                keys.with(
                        verified(
                                platform.cert(
                                        new KeySerial(9),
                                        KeyUsage.GRANT,
                                        platform.random.ed25519(),
                                        8)));

        assertRefused(Refusal.UNKNOWN_ISSUER, platform.sign(grant()));
    }

    @Test
    void aSyncKeyDoesNotIssueGrants() throws Exception {
        var token = grant().sign(Platform.SYNC, platform.sync, Platform.ENVIRONMENT);

        assertRefused(Refusal.UNKNOWN_ISSUER, token);
    }

    @Test
    void anotherKeyUnderAKnownSerialIsABadSignature() throws Exception {
        var token = grant().sign(Platform.ISSUER, platform.random.ed25519(), Platform.ENVIRONMENT);

        assertRefused(Refusal.BAD_SIGNATURE, token);
    }

    @Test
    void anotherEnvironmentsGrantIsABadSignature() throws Exception {
        var token = grant().sign(Platform.ISSUER, platform.issuer, new Environment("prod"));

        assertRefused(Refusal.BAD_SIGNATURE, token);
    }

    @Test
    void aGrantForM8IsForTheWrongModule() throws Exception {
        assertRefused(Refusal.WRONG_MODULE, platform.sign(changed(Change.module(Platform.M8))));
    }

    @Test
    void aGrantOfAnotherGenerationHasAStaleCode() throws Exception {
        assertRefused(Refusal.STALE_CODE, platform.sign(changed(Change.generation(2))));
    }

    @Test
    void aCodeThatLeftTheRingIsStale() throws Exception {
        assertRefused(Refusal.STALE_CODE, platform.sign(changed(Change.counter(39))));
    }

    @Test
    void aCodeThatWasNeverBroadcastIsStale() throws Exception {
        assertRefused(Refusal.STALE_CODE, platform.sign(changed(Change.counter(50))));
    }

    @Test
    void theTtlCountsFromTheCodesFirstBroadcast() throws Exception {
        var token = platform.sign(changed(Change.ttl(Duration.ofSeconds(120))));
        var counters = LongStream.rangeClosed(40, 49).mapToObj(Counter::new);
        ring =
                new CodeRing(
                        counters.map(c -> new CodeRing.Live(c, Uptime.ofSeconds(880))).toList(),
                        new Counter(50),
                        new Counter(64),
                        NOW.plus(Duration.ofSeconds(30)));

        assertThat(present(token, p, Uptime.ofSeconds(1001)))
                .isEqualTo(new Admission.Refused(Refusal.EXPIRED));
        assertThat(present(token)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void noTtlIsLongerThanTheLifeOfACode() throws Exception {
        var token = platform.sign(changed(Change.ttl(Duration.ofSeconds(3600))));
        var end = NOW.plus(CodeRing.LIFE);

        assertThat(present(token, p, end.plus(Duration.ofMillis(1))))
                .isEqualTo(new Admission.Refused(Refusal.EXPIRED));
        assertThat(present(token, p, end)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void aSpentCodeIsSpentForEveryOtherGrantEvenExpiredAndOutsideTheRing() throws Exception {
        present(platform.sign(grant()));
        ring = ringOf(100, 109);

        assertRefused(Refusal.CODE_SPENT, platform.sign(grant()));
    }

    @Test
    void theSameGrantAgainIsSpentButItsHolderMayHaveTheReceipt() throws Exception {
        var token = platform.sign(grant());
        present(token);

        assertThat(present(token)).isEqualTo(new Admission.Repeated(LIVE));
        assertThat(present(token, q, NOW)).isEqualTo(new Admission.Refused(Refusal.CODE_SPENT));
        assertThat(journal.count(RecordKind.CONSUMED)).isEqualTo(1);
    }

    @Test
    void anothersKeyProvesNothing() throws Exception {
        var token = platform.sign(grant());

        assertThat(present(token, q, NOW)).isEqualTo(new Admission.Refused(Refusal.NO_PROOF));
        assertNothingHappened();
    }

    @Test
    void aProofForAnotherConnectionProvesNothing() throws Exception {
        var token = platform.sign(grant());
        var overheard =
                Presentation.of(token, p, nonce, Intent.PAY, Platform.ENVIRONMENT).encoded();

        var candidate = gate.readPresentation(overheard, platform.random.bytes(16));

        assertThat(gate.admit(candidate, this::premises))
                .isEqualTo(new Admission.Refused(Refusal.NO_PROOF));
    }

    @Test
    void aHolderGrantWithoutPresentationProvesNothing() throws Exception {
        var candidate = gate.readGrant(platform.sign(grant()).encoded());

        assertThat(gate.admit(candidate, this::premises))
                .isEqualTo(new Admission.Refused(Refusal.NO_PROOF));
    }

    @Test
    void aGrantForARequestIsStaleWhileNoRequestIsOpen() throws Exception {
        var bound = new Binding.Request(new RequestHash(platform.random.bytes(16)));
        var token = platform.sign(changed(Change.binding(bound)));

        var candidate = gate.readGrant(token.encoded());

        assertThat(gate.admit(candidate, this::premises))
                .isEqualTo(new Admission.Refused(Refusal.STALE_CODE));
    }

    @Test
    void aGrantForPulsesDoesNotMatchAVendingMachine() throws Exception {
        assertRefused(Refusal.MISMATCH, platform.sign(changed(Change.kind(GrantKind.PULSE))));
    }

    @Test
    void aGrantInAnotherCurrencyDoesNotMatch() throws Exception {
        assertRefused(Refusal.MISMATCH, platform.sign(changed(Change.cap(Money.of(500, "CHF")))));
    }

    @Test
    void aGrantForNothingIsOverItsLimit() throws Exception {
        assertRefused(Refusal.OVER_LIMIT, platform.sign(changed(Change.cap(Money.of(0, "EUR")))));
    }

    @Test
    void aMachineThatIsNotReadyIsBusyAndTheCodeStaysUnspent() throws Exception {
        var token = platform.sign(grant());
        machineFree = false;

        assertRefused(Refusal.BUSY, token);

        machineFree = true;
        assertThat(present(token)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void aJournalThatCannotBeWrittenIsBusyAndReleasesNothing() throws Exception {
        var token = platform.sign(grant());
        journal.fail(true);

        assertRefused(Refusal.BUSY, token);

        journal.fail(false);
        assertThat(present(token)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void aConsumptionThatWasWrittenInSpiteOfAFailureReleasesNothing() throws Exception {
        var token = platform.sign(grant());
        journal.failAfterNextWrite();

        assertThat(present(token)).isEqualTo(new Admission.Refused(Refusal.BUSY));
        assertThat(present(token)).isEqualTo(new Admission.Repeated(LIVE));
    }

    @Test
    void cancelBurnsTheCodeEvenOnABusyMachine() throws Exception {
        machineFree = false;
        var token = platform.sign(grant());
        var cancel =
                Presentation.of(token, p, nonce, Intent.CANCEL, Platform.ENVIRONMENT).encoded();

        var admission = gate.admit(gate.readPresentation(cancel, nonce), this::premises);

        assertThat(admission).isInstanceOf(Admission.Burnt.class);
        machineFree = true;
        assertThat(present(token)).isEqualTo(new Admission.Repeated(LIVE));
    }

    /// The order is part of the protocol: with everything wrong at once, each repair brings the
    /// next reason.
    @Test
    void theFirstCheckThatFailsGivesTheReason() throws Exception {
        machineFree = false;
        capability = new Capability.Pulses(Map.of());
        var wrong =
                change(
                        grant(),
                        List.of(
                                Change.module(Platform.M8),
                                Change.generation(2),
                                Change.counter(39)));
        var stranger = platform.random.ed25519();

        assertRefused(
                Refusal.UNKNOWN_ISSUER,
                wrong.sign(new KeySerial(99), stranger, Platform.ENVIRONMENT),
                q);
        assertRefused(
                Refusal.BAD_SIGNATURE,
                wrong.sign(Platform.ISSUER, stranger, Platform.ENVIRONMENT),
                q);
        assertRefused(Refusal.WRONG_MODULE, platform.sign(wrong), q);
        wrong = change(wrong, List.of(Change.module(Platform.M7)));
        assertRefused(Refusal.STALE_CODE, platform.sign(wrong), q);
        wrong = change(wrong, List.of(Change.generation(1)));
        assertRefused(Refusal.STALE_CODE, platform.sign(wrong), q);
        wrong = change(wrong, List.of(Change.counter(42)));
        assertRefused(Refusal.NO_PROOF, platform.sign(wrong), q);
        assertRefused(Refusal.MISMATCH, platform.sign(wrong), p);
        capability = new Capability.Sessions();
        assertRefused(Refusal.BUSY, platform.sign(wrong), p);
        machineFree = true;
        assertThat(present(platform.sign(wrong))).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void whatTheDenylistNamesIsRevoked() throws Exception {
        var grant = grant();
        var token = platform.sign(grant);
        var version = new Version(1);
        var key = new RevokedKey(KeyUsage.GRANT, Platform.ISSUER);
        var other = new RevokedKey(KeyUsage.SYNC, Platform.ISSUER);
        var confirmation = p.publicKey().thumbprint().confirmation();
        for (var denylist :
                List.of(
                        new Denylist(version, Set.of(key), Set.of()),
                        new Denylist(version, Set.of(), Set.of(grant.id().value())),
                        new Denylist(version, Set.of(), Set.of(confirmation)))) {
            restrictions = new Restrictions(denylist, Grant.MAX_CAP);
            assertRefused(Refusal.REVOKED, token);
        }

        restrictions =
                new Restrictions(
                        new Denylist(version, Set.of(other), Set.of(nonce)), Grant.MAX_CAP);
        assertThat(present(token)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void aCapAboveTheLimitIsRefusedAndOneAtItIsNot() throws Exception {
        restrictions = new Restrictions(Denylist.none(), 499);
        assertRefused(Refusal.OVER_LIMIT, platform.sign(grant()));

        restrictions = new Restrictions(Denylist.none(), 500);
        assertThat(present(platform.sign(grant()))).isInstanceOf(Admission.Admitted.class);
    }

    @Tag("exhaustive")
    @Test
    void everySingleBitFlipOfAPresentationIsRefusedAndTheRightOneThenWorks() throws Exception {
        var token = platform.sign(grant());
        var good = Presentation.of(token, p, nonce, Intent.PAY, Platform.ENVIRONMENT).encoded();
        assertThat(good.length()).isLessThanOrEqualTo(Presentation.MAX_LENGTH);

        for (int bit = 0; bit < good.length() * 8; bit++) {
            assertThat(admitOrMalformed(flipped(good, bit)))
                    .as("bit %d", bit)
                    .isNotEqualTo(Refusal.BUSY);
        }

        assertNothingHappened();
        assertThat(present(token)).isInstanceOf(Admission.Admitted.class);
    }

    private Refusal admitOrMalformed(Bytes presentation) {
        try {
            var candidate = gate.readPresentation(presentation, nonce);
            var admission = gate.admit(candidate, this::premises);
            assertThat(admission).isInstanceOf(Admission.Refused.class);
            return ((Admission.Refused) admission).reason();
        } catch (Malformed e) {
            return Refusal.MALFORMED;
        }
    }

    private static Bytes flipped(Bytes bytes, int bit) {
        var flipped = bytes.toArray();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return Bytes.of(flipped);
    }

    private Admission present(GrantToken token) throws Malformed {
        return present(token, p, NOW);
    }

    private Admission present(GrantToken token, Es256PrivateKey holder, Uptime now)
            throws Malformed {
        var presentation = Presentation.of(token, holder, nonce, Intent.PAY, Platform.ENVIRONMENT);
        var candidate = gate.readPresentation(presentation.encoded(), nonce);
        return gate.admit(
                candidate,
                spentBy ->
                        new Premises(
                                keys,
                                ring,
                                request,
                                List.of(),
                                spentBy,
                                capability,
                                machineFree,
                                restrictions,
                                now));
    }

    private Premises premises(Optional<dev.coinless.edge.journal.Consumption> spentBy) {
        return new Premises(
                keys,
                ring,
                request,
                List.of(),
                spentBy,
                capability,
                machineFree,
                restrictions,
                NOW);
    }

    private void assertRefused(Refusal reason, GrantToken token) throws Malformed {
        assertRefused(reason, token, p);
    }

    private void assertRefused(Refusal reason, GrantToken token, Es256PrivateKey holder)
            throws Malformed {
        long consumed = journal.count(RecordKind.CONSUMED);
        assertThat(present(token, holder, NOW)).isEqualTo(new Admission.Refused(reason));
        assertThat(journal.count(RecordKind.CONSUMED)).isEqualTo(consumed);
    }

    private void assertNothingHappened() {
        assertThat(journal.records()).isEmpty();
    }

    private Grant grant() {
        return platform.grant(Platform.M7, LIVE, p);
    }

    private Grant changed(UnaryOperator<Grant> change) {
        return change.apply(grant());
    }

    private static Grant change(Grant grant, List<UnaryOperator<Grant>> changes) {
        var changed = grant;
        for (var change : changes) {
            changed = change.apply(changed);
        }
        return changed;
    }

    private static CodeRing ringOf(long from, long to) {
        return new CodeRing(
                LongStream.rangeClosed(from, to)
                        .mapToObj(counter -> new CodeRing.Live(new Counter(counter), NOW))
                        .toList(),
                new Counter(to + 1),
                new Counter(to + 64),
                NOW.plus(Duration.ofSeconds(30)));
    }

    private KeyCert verified(Bytes cert) throws Malformed {
        return KeyCert.verify(cert, m7.roots(), Platform.ENVIRONMENT).orElseThrow();
    }

    /// A grant with one thing changed.
    private static final class Change {

        static UnaryOperator<Grant> module(ModuleId module) {
            return it -> with(it, module, it.generation(), it.counter(), it.cap(), it.ttl());
        }

        static UnaryOperator<Grant> generation(int generation) {
            return it ->
                    with(
                            it,
                            it.module(),
                            new Generation(generation),
                            it.counter(),
                            it.cap(),
                            it.ttl());
        }

        static UnaryOperator<Grant> counter(long counter) {
            return it ->
                    with(
                            it,
                            it.module(),
                            it.generation(),
                            new Counter(counter),
                            it.cap(),
                            it.ttl());
        }

        static UnaryOperator<Grant> cap(Money cap) {
            return it -> with(it, it.module(), it.generation(), it.counter(), cap, it.ttl());
        }

        static UnaryOperator<Grant> ttl(Duration ttl) {
            return it -> with(it, it.module(), it.generation(), it.counter(), it.cap(), ttl);
        }

        static UnaryOperator<Grant> kind(GrantKind kind) {
            return it ->
                    new Grant(
                            it.id(),
                            it.binding(),
                            it.module(),
                            it.generation(),
                            it.counter(),
                            it.cap(),
                            it.ttl(),
                            it.vends(),
                            it.lines(),
                            kind);
        }

        static UnaryOperator<Grant> binding(Binding binding) {
            return it ->
                    new Grant(
                            it.id(),
                            binding,
                            it.module(),
                            it.generation(),
                            it.counter(),
                            it.cap(),
                            it.ttl(),
                            it.vends(),
                            it.lines(),
                            it.kind());
        }

        private static Grant with(
                Grant it,
                ModuleId module,
                Generation generation,
                Counter counter,
                Money cap,
                Duration ttl) {
            return new Grant(
                    it.id(),
                    it.binding(),
                    module,
                    generation,
                    counter,
                    cap,
                    ttl,
                    it.vends(),
                    it.lines(),
                    it.kind());
        }
    }
}
