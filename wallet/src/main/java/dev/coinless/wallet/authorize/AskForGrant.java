package dev.coinless.wallet.authorize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.Binding;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.request.AuthorizationRequest;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;
import dev.coinless.wallet.cloud.Cloud;
import dev.coinless.wallet.cloud.Problem;
import dev.coinless.wallet.cloud.Reply;

/// Stage 2: relays an authorization code to the cloud and checks what comes back, as far as a phone
/// can: it knows no platform key, but it knows what it asked for.
public final class AskForGrant {
    static final String PATH = "/v1/grants";
    private final Cloud cloud;

    /// What came of it.
    public sealed interface Outcome {
        /// A grant, checked.
        ///
        /// @param display for people, as the cloud sent it
        record Got(HeldGrant grant, JsonNode display) implements Outcome {}

        record Denied(Problem problem) implements Outcome {}

        /// No answer.
        ///
        /// @param reached whether a grant may exist nevertheless
        record Unanswered(Problem problem, boolean reached) implements Outcome {}
    }

    public AskForGrant(Cloud cloud) {
        this.cloud = cloud;
    }

    /// Asks. The same issue twice is the same request twice.
    public Outcome ask(Issue issue) throws InterruptedException {
        return switch (cloud.post(PATH, body(issue), issue.id())) {
            case Reply.Done(var answer) -> got(issue, answer);
            case Reply.Denied(var problem) -> new Outcome.Denied(problem);
            case Reply.Unanswered(var problem, boolean reached) ->
                    new Outcome.Unanswered(problem, reached);
        };
    }

    private static ObjectNode body(Issue issue) {
        var body = JsonNodeFactory.instance.objectNode();
        if (issue.selection().isPresent()) {
            var request = issue.selection().get().envelope().encoded();
            return body.put("request", request.base64Url());
        }
        body.putObject("code")
                .put("module", issue.module().toString())
                .put("counter", issue.code().counter().value())
                .put("code", issue.code().mac().hex());
        issue.choice()
                .ifPresent(choice ->
                        body.putObject("choice")
                                .put("line", choice.line())
                                .put("amount", choice.amount()));
        issue.atMost().ifPresent(most -> body.put("cap", most));
        return body.put("holder", issue.holder().publicKey().encoded().base64Url());
    }

    private static Outcome got(Issue issue, JsonNode answer) {
        try {
            var token = GrantToken.parse(Bytes.fromBase64Url(answer.path("grantToken").asText()));
            var keyCert = Bytes.fromBase64Url(answer.path("keyCert").asText());
            check(issue, token);
            Envelope.parse(ObjectType.KEYCERT, keyCert);
            var grant = new HeldGrant(token, issue.holder(), keyCert, HeldGrant.Standing.OPEN);
            return new Outcome.Got(grant, answer.path("display"));
        } catch (Malformed | IllegalArgumentException e) {
            return new Outcome.Denied(
                    Problem.of(
                            Refusal.MALFORMED,
                            "the cloud's grant is not what was asked for: " + e.getMessage()));
        }
    }

    private static void check(Issue issue, GrantToken token) throws Malformed {
        var grant = token.grant();
        if (!grant.module().equals(issue.module())) {
            throw new Malformed("it names another module");
        }
        if (!grant.counter().equals(issue.code().counter())) {
            throw new Malformed("it names another code");
        }
        if (issue.selection().isPresent()) {
            check(issue.selection().get(), grant);
        } else if (!grant.binding().equals(holderOf(issue))) {
            throw new Malformed("it is bound to another holder");
        }
        if (!issue.choice().map(choice -> choice.isMetBy(grant)).orElse(true)) {
            throw new Malformed("it is for another line or amount");
        }
        if (issue.atMost().isPresent() && grant.cap().minorUnits() > issue.atMost().getAsLong()) {
            throw new Malformed("it is for more than was asked");
        }
    }

    private static void check(Issue.Selection selection, Grant grant) throws Malformed {
        var hash = AuthorizationRequest.hashOf(selection.envelope());
        if (!grant.binding().equals(new Binding.Request(hash))) {
            throw new Malformed("it is bound to another selection");
        }
        if (!grant.cap().equals(selection.request().price())) {
            throw new Malformed("it is for another price");
        }
    }

    private static Binding holderOf(Issue issue) {
        return new Binding.Holder(issue.holder().publicKey().thumbprint().confirmation());
    }
}
