package dev.coinless.functions.io.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Phone;
import dev.coinless.model.book.ConsistencyProof;
import dev.coinless.model.book.InclusionProof;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.receipt.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What phones can have proven about the Book.
class BookProofTest {

    final BookCloud book = new BookCloud(new MemoryDynamo(), AwsMode.dice(31));

    @Test
    void aPurchaseIsProvenToBeInTheBook() throws Exception {
        book.buys(book.q, book.l3);
        var grant = book.buys(book.p, book.m7);
        aMinuteGoesBy();

        var answer = get(new ProveGrantHandler(book.wiring()), proofOf(grant), book.p);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("waiting").asInt()).isZero();
        var kinds = new ArrayList<String>();
        for (var each : answer.body().path("proofs")) {
            var proof = InclusionProof.decode(Bytes.fromBase64Url(each.asText()));
            assertThat(proof.fault()).isEmpty();
            assertThat(proof.entry().account()).isEqualTo(book.p.account());
            assertGenuine(proof.header(), answer);
            kinds.add(proof.entry().kind().name());
        }
        assertThat(kinds).containsExactly("HOLD", "CAPTURE");
    }

    @Test
    void whatNoHeaderCoversYetIsCounted() {
        var holder = book.p.newHolder();
        var token = Cloud.token(book.cloud.grantOnCode(book.p, book.m7, 500, holder));
        var path = proofOf(token.grant().id().toString());
        var handler = new ProveGrantHandler(book.wiring());
        assertThat(get(handler, path, book.p).code()).isEqualTo("NOT_YET");

        aMinuteGoesBy();
        book.cloud.redeem(
                book.p,
                book.m7.receipt(
                        token.grant().id(),
                        book.m7.proof(token, holder, Intent.PAY),
                        Outcome.VENDED,
                        Money.of(175, "EUR")));

        var answer = get(handler, path, book.p);
        assertThat(answer.body().path("proofs")).hasSize(1);
        assertThat(answer.body().path("waiting").asInt()).isEqualTo(1);
    }

    @Test
    void somebodyElsesSaleIsNotProven() {
        var grant = book.buys(book.p, book.m7);
        aMinuteGoesBy();
        var handler = new ProveGrantHandler(book.wiring());

        assertThat(get(handler, proofOf(grant), book.q).code()).isEqualTo("NOT_OWNER");
        assertThat(get(handler, proofOf("00".repeat(16)), book.q).code()).isEqualTo("NOT_OWNER");
        assertThat(get(handler, "/v1/grants/xyz/proof", book.p).body().path("field").asText())
                .isEqualTo("grant");
    }

    @Test
    void eachHeaderStandsOnAllEarlierOnes() throws Exception {
        var headers = new ArrayList<SignedHeader>();
        for (int i = 0; i < 9; i++) {
            book.buys(book.p, i % 2 == 0 ? book.m7 : book.l3);
            aMinuteGoesBy();
            headers.add(newest());
            for (var older : headers.subList(0, i)) {
                var proof = consistencyFrom(older.number());
                assertThat(proof.header()).isEqualTo(newest());
                assertThat(proof.connects(older)).isTrue();
            }
        }
        assertThat(consistencyFrom(0).isFirst()).isTrue();
        assertThat(headers).extracting(SignedHeader::number).doesNotHaveDuplicates();
    }

    @Test
    void aHeaderThatIsNotThereIsNotYet() {
        var handler = new ReadBookHandler(book.wiring());
        assertThat(get(handler, "/v1/book/header", book.p).code()).isEqualTo("NOT_YET");

        aMinuteGoesBy();

        assertThat(get(handler, "/v1/book/header/1/consistency", book.p).code())
                .isEqualTo("NOT_YET");
        for (var bad : List.of("x", "-1", "1/2", "9".repeat(16))) {
            var answer = get(handler, "/v1/book/header/" + bad + "/consistency", book.p);
            assertThat(answer.status()).as(bad).isEqualTo(400);
        }
    }

    @Test
    void aStrangerReadsNothing() {
        var stranger = new Phone(book.random);

        assertThat(get(new ReadBookHandler(book.wiring()), "/v1/book/header", stranger).code())
                .isEqualTo("NO_PROOF");
        assertThat(get(new ProveGrantHandler(book.wiring()), proofOf("00"), stranger).code())
                .isEqualTo("NO_PROOF");
    }

    private void aMinuteGoesBy() {
        book.deliver(book.changes());
        book.cloud.clock.advance(Duration.ofMinutes(1));
        book.seal();
    }

    private SignedHeader newest() throws Exception {
        var answer = get(new ReadBookHandler(book.wiring()), "/v1/book/header", book.p);
        var header = SignedHeader.parse(Bytes.fromBase64Url(answer.body().path("header").asText()));
        assertGenuine(header, answer);
        assertThat(answer.body().path("number").asLong()).isEqualTo(header.number());
        return header;
    }

    private ConsistencyProof consistencyFrom(long number) throws Exception {
        var path = "/v1/book/header/%d/consistency".formatted(number);
        var answer = get(new ReadBookHandler(book.wiring()), path, book.p);
        return ConsistencyProof.decode(Bytes.fromBase64Url(answer.body().path("proof").asText()));
    }

    /// By the key certificate that came along.
    private void assertGenuine(SignedHeader header, Cloud.Reply answer) throws Exception {
        var certificate = Bytes.fromBase64Url(answer.body().path("keyCert").asText());
        var roots = book.cloud.custody.roots();
        var key = KeyCert.verify(certificate, roots, PaymentUnit.ENVIRONMENT).orElseThrow();
        assertThat(key.serial()).isEqualTo(header.issuer());
        assertThat(header.isSignedBy(key.verifier(), PaymentUnit.ENVIRONMENT)).isTrue();
    }

    private static String proofOf(String grant) {
        return "/v1/grants/" + grant + "/proof";
    }

    private Cloud.Reply get(
            RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler,
            String path,
            Phone phone) {
        var event =
                phone.request("GET", path, "", phone.newRequestId(), book.cloud.clock.instant());
        return Cloud.reply(handler.handleRequest(event, null));
    }
}
