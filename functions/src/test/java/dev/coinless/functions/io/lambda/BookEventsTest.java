package dev.coinless.functions.io.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.model.book.Lane;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The Book's handlers take the events that AWS sends, read as AWS's own runtime reads them.
class BookEventsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    final BookCloud book = new BookCloud(new MemoryDynamo(), AwsMode.dice(22));

    @Test
    void appendToBookByStream() {
        var content = EventFiles.read("AppendToBook", "stream", credit());
        var event =
                LambdaEventSerializers.serializerFor(
                                DynamodbEvent.class, BookEventsTest.class.getClassLoader())
                        .fromJson(content);

        var response = new AppendToBookHandler(book.wiring()).handleRequest(event, null);

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(book.store.quarantined()).isEmpty();
        assertThat(book.store.lane(Lane.PLATFORM).appended()).isEqualTo(1);
    }

    @Test
    void sealBookBySchedule() {
        var content = EventFiles.read("SealBook", "schedule", EventFiles.schedule("Minutely"));

        var answer = new SealBookHandler(book.wiring()).handleRequest(map(content), null);

        assertThat(answer).containsEntry("blocks", 0).containsEntry("header", 1L);
    }

    @Test
    void readBook() {
        book.seal();

        var newest =
                get("ReadBook", "newest", "/v1/book/header", new ReadBookHandler(book.wiring()));
        var proof =
                get(
                        "ReadBook",
                        "consistency",
                        "/v1/book/header/{number}/consistency",
                        new ReadBookHandler(book.wiring()));

        assertThat(newest.body().path("number").asInt()).isEqualTo(1);
        assertThat(proof.body().path("proof").asText()).isNotEmpty();
    }

    @Test
    void catchUpBookDirectly() {
        var input = EventFiles.direct(Map.of("from", "A#|A"));
        var content = EventFiles.read("CatchUpBook", "further", input);

        var answer = new CatchUpBookHandler(book.wiring()).handleRequest(map(content), null);

        assertThat(answer).containsEntry("added", 2).doesNotContainKey("next");
    }

    @Test
    void exportBookDirectly() {
        book.seal();
        var content =
                EventFiles.read("ExportBook", "book", EventFiles.direct(Map.of("part", "book")));

        var answer = new ExportBookHandler(book.wiring()).handleRequest(map(content), null);

        assertThat(answer).containsEntry("next", "2:0").containsEntry("complete", true);
    }

    @Test
    void reportTotalsDirectly() {
        book.buys(book.p, book.m7);
        book.deliver(book.changes());
        book.seal();
        var content = EventFiles.read("ReportTotals", "all", EventFiles.direct(Map.of()));

        var answer = new ReportTotalsHandler(book.wiring()).handleRequest(map(content), null);

        assertThat(answer).containsEntry("header", 1L);
        assertThat(answer.get("lanes").toString())
                .contains("operator/A/payable")
                .contains("amount=175")
                .contains("currency=EUR");
    }

    @Test
    void proveGrant() {
        var grant = book.buys(book.p, book.m7);
        book.deliver(book.changes());
        book.seal();

        var answer =
                get(
                        "ProveGrant",
                        "own",
                        "/v1/grants/{grant}/proof",
                        new ProveGrantHandler(book.wiring()),
                        grant);

        assertThat(answer.body().path("proofs")).hasSize(2);
    }

    private Cloud.Reply get(
            String function,
            String name,
            String route,
            RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler,
            String... grant) {
        var now = book.cloud.clock.instant();
        var path = route.replace("{number}", "0").replace("{grant}", String.join("", grant));
        var request = book.p.request("GET", path, "", book.p.newRequestId(), now);
        var content =
                EventFiles.read(function, name, EventFiles.http("GET " + route, request, now));
        var event =
                LambdaEventSerializers.serializerFor(
                                APIGatewayV2HTTPEvent.class, BookEventsTest.class.getClassLoader())
                        .fromJson(content);
        return Cloud.reply(handler.handleRequest(event, null));
    }

    /// A credit's movement, as it was put.
    private static JsonNode credit() {
        var event = EventFiles.stream("V#00000000-0000-0000-0000-000000000001", "V");
        var image = ((ObjectNode) event.at("/Records/0/dynamodb")).putObject("NewImage");
        image.setAll((ObjectNode) event.at("/Records/0/dynamodb/Keys").deepCopy());
        image.putObject("acc").put("B", "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=");
        image.putObject("knd").put("S", "CREDIT");
        image.putObject("ver").put("N", "1");
        image.putObject("at").put("N", "1772366400");
        image.putObject("amt").put("N", "1000");
        image.putObject("cur").put("S", "EUR");
        image.putObject("v").put("N", "1");
        return event;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(String content) {
        return JSON.convertValue(EventFiles.json(content), Map.class);
    }
}
