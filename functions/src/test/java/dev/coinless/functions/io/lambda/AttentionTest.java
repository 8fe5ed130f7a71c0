package dev.coinless.functions.io.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Phone;
import dev.coinless.model.book.BookFork;
import dev.coinless.model.book.Header;
import dev.coinless.model.book.MerkleTree;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sync.BundleItem;
import dev.coinless.model.sync.UpKind;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the ledger's report tells an operator beside the books.
class AttentionTest {

    final RandomGenerator random = AwsMode.dice(12);
    final Cloud cloud = new Cloud(new MemoryDynamo(), random);
    final Phone p = new Phone(random);
    final PaymentUnit m7 = new PaymentUnit("0a0b0c0d0e07", random);

    @BeforeEach
    void pHasTenEuros() {
        cloud.rotateKeys();
        cloud.enrol(m7, "A");
        cloud.register(p);
        cloud.credit(p, 1000);
    }

    @Test
    void nothingNeedsAPersonWhenAllIsWell() {
        sale(Outcome.VENDED);

        assertThat(cloud.verify())
                .containsEntry("ok", true)
                .containsEntry("quarantined", List.of())
                .containsEntry("inReview", List.of())
                .containsEntry("forks", List.of());
    }

    @Test
    void whatAModuleTellsOfAForkOfTheBookIsNamed() {
        var kept = header(4, 1);
        var refused = header(4, 2);
        var item = BundleItem.of(UpKind.FORK, new BookFork(kept, refused).encoded());

        var reply = cloud.carry(p, m7.bundle(m7.held(), List.of(item)));
        cloud.carry(p, m7.bundle(m7.held(), List.of(item)));

        assertThat(reply.body().path("refused").asInt()).isZero();
        assertThat(cloud.verify())
                .containsEntry("ok", true)
                .containsEntry(
                        "forks",
                        List.of(
                                "module %s: header 4 %s is kept, header 4 %s is refused"
                                        .formatted(
                                                m7.id(), kept.hash().hex(), refused.hash().hex())));
    }

    private static SignedHeader header(long number, int at) {
        var key = new Ed25519PrivateKey(Bytes.utf8("header").sha256());
        return new Header(
                        number,
                        Instant.ofEpochSecond(at),
                        0,
                        MerkleTree.EMPTY_ROOT,
                        MerkleTree.EMPTY_ROOT)
                .sign(new KeySerial(1), key, PaymentUnit.ENVIRONMENT);
    }

    @Test
    void aSaleInDoubtIsNamed() {
        var grant = sale(Outcome.UNKNOWN);

        assertThat(cloud.verify())
                .containsEntry("ok", true)
                .containsEntry("inReview", List.of(grant));
    }

    @Test
    void aModuleThatContradictsItselfIsNamed() {
        var token = Cloud.token(cloud.grantOnCode(p, m7, 5, p.newHolder()));
        var fork = m7.forkedReceipt(token.grant().id());
        sale(Outcome.VENDED, 6);

        cloud.redeem(p, fork);

        assertThat(cloud.verify())
                .containsEntry("ok", true)
                .containsEntry("quarantined", List.of(m7.id().toString()));
    }

    private String sale(Outcome outcome) {
        return sale(outcome, 5);
    }

    private String sale(Outcome outcome, long counter) {
        var holder = p.newHolder();
        var payer = counter == 5 ? p : q();
        var token = Cloud.token(cloud.grantOnCode(payer, m7, counter, holder));
        var proof = m7.proof(token, holder, Intent.PAY);
        var amount = Money.of(outcome == Outcome.VENDED ? 175 : 0, "EUR");
        cloud.redeem(p, m7.receipt(token.grant().id(), proof, outcome, amount));
        return token.grant().id().toString();
    }

    private Phone q() {
        var q = new Phone(random);
        cloud.register(q);
        cloud.credit(q, 1000);
        return q;
    }
}
