package dev.coinless.edge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.Platform;
import dev.coinless.edge.advertise.CodeRing;
import dev.coinless.edge.authorize.OpenRequest;
import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.journal.MemoryJournal;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.Binding;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.RequestHash;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.Presentation;
import dev.coinless.model.receipt.Evidence;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.model.time.Uptime;
import dev.coinless.model.wire.Malformed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The gate while a REQUEST for item 12 at 1.75 is open, with a code that is not in the ring.
class RequestGateTest {

    private static final Counter REQUESTED = new Counter(50);
    private static final Uptime NOW = Uptime.ofSeconds(1000);
    private static final Money PRICE = Money.of(175, "EUR");

    private final Platform platform = new Platform(2);
    private final ModuleIdentity m7 = platform.enrolled(Platform.M7);
    private final Es256PrivateKey holder = platform.random.es256();
    private final Bytes nonce = platform.random.bytes(16);
    private final MemoryJournal journal = new MemoryJournal();
    private final Gate gate = new Gate(new GateRules(m7), journal);
    private final RequestHash hash = new RequestHash(platform.random.bytes(RequestHash.LENGTH));
    private final Binding bound = new Binding.Request(hash);
    private KeyRing keys = KeyRing.empty();
    private Optional<OpenRequest> request =
            Optional.of(new OpenRequest(Bytes.EMPTY, hash, REQUESTED, 12, PRICE, NOW));

    private List<OpenRequest> closed = List.of();

    RequestGateTest() throws Malformed {
        for (var cert : m7.keyCerts()) {
            keys = keys.with(KeyCert.verify(cert, m7.roots(), Platform.ENVIRONMENT).orElseThrow());
        }
    }

    @Test
    void aGrantForTheOpenRequestIsConsumedWithTheRequestAsEvidence() throws Exception {
        var admission = admit(token(bound, REQUESTED, PRICE, Grant.ANY_LINE));

        assertThat(admission).isInstanceOf(Admission.Admitted.class);
        assertThat(((Admission.Admitted) admission).order().consumption().evidence())
                .isEqualTo(new Evidence.Request(hash));
    }

    @Test
    void theSameGrantAgainIsSpentAndShowsWhoseItIs() throws Exception {
        var token = token(bound, REQUESTED, PRICE, Grant.ANY_LINE);
        admit(token);
        request = Optional.empty();

        assertThat(admit(token)).isEqualTo(new Admission.Repeated(REQUESTED));
        assertThat(admit(token(bound, REQUESTED, PRICE, Grant.ANY_LINE)))
                .isEqualTo(new Admission.Refused(Refusal.CODE_SPENT));
    }

    @Test
    void aClosedRequestIsStale() throws Exception {
        request = Optional.empty();

        assertRefused(Refusal.STALE_CODE, token(bound, REQUESTED, PRICE, Grant.ANY_LINE));
    }

    @Test
    void aGrantThatComesAfterItsRequestWasClosedIsBurntAndNeverReleased() throws Exception {
        closed = List.of(request.orElseThrow());
        request = Optional.empty();
        var token = token(bound, REQUESTED, PRICE, Grant.ANY_LINE);

        var admission = admit(token);

        assertThat(admission).isInstanceOf(Admission.Late.class);
        assertThat(((Admission.Late) admission).consumption().evidence())
                .isEqualTo(new Evidence.Request(hash));
        assertThat(journal.records()).hasSize(1);
        assertThat(admit(token)).isEqualTo(new Admission.Repeated(REQUESTED));
    }

    @Test
    void nothingIsBurntForSomebodyElsesWord() throws Exception {
        closed = List.of(request.orElseThrow());
        request = Optional.empty();
        var otherHash = new RequestHash(platform.random.bytes(RequestHash.LENGTH));
        var forged =
                platform.grant(Platform.M7, REQUESTED, holder)
                        .sign(Platform.ISSUER, platform.random.ed25519(), Platform.ENVIRONMENT);

        assertRefused(
                Refusal.STALE_CODE,
                token(new Binding.Request(otherHash), REQUESTED, PRICE, Grant.ANY_LINE));
        assertRefused(Refusal.BAD_SIGNATURE, forged);
        assertRefused(
                Refusal.STALE_CODE, platform.sign(platform.grant(Platform.M7, REQUESTED, holder)));
    }

    @Test
    void aGrantForAnotherRequestIsStale() throws Exception {
        var other = new Binding.Request(new RequestHash(platform.random.bytes(16)));

        assertRefused(Refusal.STALE_CODE, token(other, REQUESTED, PRICE, Grant.ANY_LINE));
        assertRefused(Refusal.STALE_CODE, token(bound, new Counter(45), PRICE, Grant.ANY_LINE));
    }

    @Test
    void anotherPriceOrItemDoesNotMatch() throws Exception {
        for (long cap : new long[] {174, 176, 500, 0}) {
            var wrong = Money.of(cap, "EUR");
            assertRefused(Refusal.MISMATCH, token(bound, REQUESTED, wrong, Grant.ANY_LINE));
        }
        assertRefused(Refusal.MISMATCH, token(bound, REQUESTED, PRICE, ~(1L << 12) & 0xFFFF_FFFEL));
        assertRefused(
                Refusal.MISMATCH, token(bound, REQUESTED, Money.of(175, "CHF"), Grant.ANY_LINE));
        assertThat(admit(token(bound, REQUESTED, PRICE, 1L << 12)))
                .isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void aProofBesideARequestGrantProvesNothing() throws Exception {
        var token = token(bound, REQUESTED, PRICE, Grant.ANY_LINE);
        for (var intent : Intent.values()) {
            assertThat(present(token, intent)).isEqualTo(new Admission.Refused(Refusal.NO_PROOF));
        }
        assertThat(journal.records()).isEmpty();
    }

    @Test
    void aHoldersGrantForTheRequestNeedsItsProofAndCanBeBurnt() throws Exception {
        var own = new Binding.Holder(holder.publicKey().thumbprint().confirmation());
        var token = token(own, REQUESTED, PRICE, Grant.ANY_LINE);

        assertRefused(Refusal.NO_PROOF, token);
        assertThat(present(token, Intent.CANCEL)).isInstanceOf(Admission.Burnt.class);
    }

    @Test
    void aHoldersGrantForAClosedRequestIsBurntByItsHolderOnly() throws Exception {
        closed = List.of(request.orElseThrow());
        request = Optional.empty();
        var own = new Binding.Holder(holder.publicKey().thumbprint().confirmation());
        var token = token(own, REQUESTED, PRICE, Grant.ANY_LINE);
        assertRefused(Refusal.STALE_CODE, token);

        var admission = present(token, Intent.PAY);

        assertThat(admission).isInstanceOf(Admission.Late.class);
        assertThat(((Admission.Late) admission).consumption().grant())
                .isEqualTo(token.grant().id());
        assertThat(((Admission.Late) admission).consumption().evidence())
                .isInstanceOf(Evidence.Holder.class);
    }

    /// The machine is busy with the request, and that alone is why.
    @Test
    void anotherCodeIsNoMatterOfAnyRequestOpenOrClosed() throws Exception {
        closed = List.of(request.orElseThrow());
        var own = new Binding.Holder(holder.publicKey().thumbprint().confirmation());
        var elsewhere = token(own, new Counter(45), Money.of(500, "EUR"), Grant.ANY_LINE);

        assertThat(present(elsewhere, Intent.PAY)).isEqualTo(new Admission.Refused(Refusal.BUSY));
        assertThat(journal.records()).isEmpty();
    }

    private Admission present(GrantToken token, Intent intent) throws Malformed {
        var presentation = Presentation.of(token, holder, nonce, intent, Platform.ENVIRONMENT);
        return gate.admit(
                gate.readPresentation(presentation.encoded(), nonce), spentBy -> premises(spentBy));
    }

    private Admission admit(GrantToken token) throws Malformed {
        return gate.admit(gate.readGrant(token.encoded()), spentBy -> premises(spentBy));
    }

    private void assertRefused(Refusal reason, GrantToken token) throws Malformed {
        assertThat(admit(token)).isEqualTo(new Admission.Refused(reason));
        assertThat(journal.records()).isEmpty();
    }

    /// The machine waits for the request's answer, so it is not free for anything else.
    private Premises premises(Optional<dev.coinless.edge.journal.Consumption> spentBy) {
        var ring =
                new CodeRing(
                        List.of(new CodeRing.Live(new Counter(45), NOW)),
                        new Counter(51),
                        new Counter(64),
                        NOW.plus(Duration.ofSeconds(30)));
        return new Premises(
                keys,
                ring,
                request,
                closed,
                spentBy,
                new Capability.Sessions(),
                false,
                Restrictions.none(),
                NOW);
    }

    private GrantToken token(Binding binding, Counter counter, Money cap, long lines) {
        return platform.sign(
                new Grant(
                        new GrantId(platform.random.bytes(GrantId.LENGTH)),
                        binding,
                        Platform.M7,
                        new Generation(1),
                        counter,
                        cap,
                        Duration.ofSeconds(300),
                        1,
                        lines,
                        GrantKind.VEND));
    }
}
