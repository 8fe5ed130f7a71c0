package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.coinless.functions.book.ProveConsistency;
import dev.coinless.functions.http.Problem;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.io.lambda.PhoneEndpoint.Answer;
import dev.coinless.functions.io.lambda.PhoneEndpoint.Call;
import dev.coinless.functions.keys.KeyRing;
import dev.coinless.functions.keys.RootKeys;
import dev.coinless.model.book.ConsistencyProof;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.refusal.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// `GET /v1/book/header`: the newest header; `GET /v1/book/header/{number}/consistency`: the proof
/// that it stands on an earlier one.
public final class ReadBookHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private static final String NEWEST = "/v1/book/header";
    private static final String CONSISTENCY = "/consistency";

    private final AccountEndpoint endpoint;
    private final ProveConsistency prove;
    private final KeyRing keys;
    private final RootKeys roots;
    private List<String> publicRoots = List.of();

    public ReadBookHandler() {
        this(BookWiring.open());
    }

    ReadBookHandler(BookWiring wiring) {
        this.endpoint = wiring.cloud().accountEndpoint();
        this.prove = new ProveConsistency(wiring.store());
        this.keys = wiring.cloud().keyRing();
        this.roots = wiring.cloud().custody();
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return endpoint.serve(event, (call, _) -> answer(call));
    }

    private Answer answer(Call call) throws Refused {
        var path = call.request().path();
        return path.equals(NEWEST) ? newest() : consistency(number(path));
    }

    private Answer newest() throws Refused {
        var header =
                prove.newest()
                        .orElseThrow(
                                () -> new Refused(Refusal.NOT_YET, "the Book has no header yet"));
        return answer("header", header.encoded(), header);
    }

    private Answer consistency(long from) throws Refused {
        var proof =
                prove.from(from)
                        .orElseThrow(() ->
                                new Refused(
                                        Refusal.NOT_YET,
                                        "there is no header after %d yet".formatted(from)));
        return answer("proof", proof.encoded(), proof.header());
    }

    private Answer answer(String name, Bytes encoded, SignedHeader header) {
        var body = new LinkedHashMap<String, Object>();
        body.put(name, encoded.base64Url());
        body.put("number", header.number());
        body.put("keyCert", keys.certificate(KeyUsage.SYNC, header.issuer()).base64Url());
        body.put("roots", publicRoots());
        return new Answer(200, body);
    }

    /// They change with a deployment only, so the custody is asked once.
    private synchronized List<String> publicRoots() {
        if (publicRoots.isEmpty()) {
            publicRoots = roots.roots().stream().map(root -> root.encoded().base64Url()).toList();
        }
        return publicRoots;
    }

    private static long number(String path) throws Refused {
        var from = NEWEST.length() + 1;
        var to = path.length() - CONSISTENCY.length();
        return Optional.of(path)
                .filter(it -> it.endsWith(CONSISTENCY) && from < to)
                .flatMap(it -> ConsistencyProof.parseNumber(it.substring(from, to)))
                .orElseThrow(() ->
                        new Refused(
                                Problem.malformed("number", "must be a header's number, or 0")));
    }
}
