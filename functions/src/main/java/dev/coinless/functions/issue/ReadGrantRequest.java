package dev.coinless.functions.issue;

import dev.coinless.functions.http.JsonBody;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.http.SignedCall;
import dev.coinless.functions.issue.GrantRequest.Relayed;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.code.AuthorizationCode;
import dev.coinless.model.grant.Binding;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.LineMask;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.request.AuthorizationRequest;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Es256PublicKey;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads the body of `POST /v1/grants`: `{"code": {"module", "counter", "code"}, "holder"}` on the
/// advert path, where `cap` may ask for less than the limit, with `"choice": {"line", "amount"}` at
/// a pulse machine; `{"request", "holder"}` on the request path.
///
/// Without a holder a selection's grant is bound to the request itself, and whoever brings it to
/// the module while the request is open may use it.
public final class ReadGrantRequest {

    /// Longest signed REQUEST in bytes, with room.
    private static final int MAX_REQUEST = 512;

    private ReadGrantRequest() {}

    public static GrantRequest read(SignedCall call, Bytes body) throws Refused {
        var json = JsonBody.parse(body).only("code", "request", "holder", "choice", "cap");
        if (json.has("code") == json.has("request")) {
            throw json.malformed("code", "exactly one of code and request must be given");
        }
        if (json.has("choice") && !json.has("code")) {
            throw json.malformed("choice", "goes with a code: a request says what was selected");
        }
        var relayed = json.has("code") ? code(json.object("code"), choice(json)) : selection(json);
        var atMost = atMost(json);
        return new GrantRequest(
                Hold.idOf(call.account(), call.id()),
                call.account(),
                call.contentHash(),
                relayed,
                binding(json, relayed),
                atMost);
    }

    /// A selection has its price, so there is nothing to wish.
    private static OptionalLong atMost(JsonBody json) throws Refused {
        if (!json.has("cap")) {
            return OptionalLong.empty();
        }
        if (json.has("request")) {
            throw json.malformed("cap", "a selection's grant is for its price");
        }
        if (json.has("choice")) {
            throw json.malformed("cap", "the amount that is chosen is the cap");
        }
        return OptionalLong.of(json.number("cap", 1, Grant.MAX_CAP));
    }

    private static Relayed code(JsonBody json, Optional<Choice> choice) throws Refused {
        json.only("module", "counter", "code");
        return new Relayed.Code(
                new ModuleId(json.hex("module", ModuleId.LENGTH)),
                new AuthorizationCode(
                        new Counter(json.number("counter", 0, Counter.MAX)),
                        json.hex("code", AuthorizationCode.MAC_LENGTH)),
                choice);
    }

    private static Optional<Choice> choice(JsonBody json) throws Refused {
        if (!json.has("choice")) {
            return Optional.empty();
        }
        var choice = json.object("choice").only("line", "amount");
        return Optional.of(
                new Choice(
                        (int) choice.number("line", 1, LineMask.MAX_LINE),
                        choice.number("amount", 1, Grant.MAX_CAP)));
    }

    private static Relayed selection(JsonBody json) throws Refused {
        try {
            var envelope = Envelope.parse(ObjectType.REQUEST, json.bytes("request", MAX_REQUEST));
            return new Relayed.Selection(envelope, AuthorizationRequest.decode(envelope));
        } catch (Malformed e) {
            throw json.malformed("request", String.valueOf(e.getMessage()));
        }
    }

    private static Binding binding(JsonBody json, Relayed relayed) throws Refused {
        if (!json.has("holder") && relayed instanceof Relayed.Selection(var envelope, _)) {
            return new Binding.Request(AuthorizationRequest.hashOf(envelope));
        }
        try {
            var holder = new Es256PublicKey(json.bytes("holder", Es256PublicKey.LENGTH));
            return new Binding.Holder(holder.thumbprint().confirmation());
        } catch (IllegalArgumentException e) {
            throw json.malformed("holder", "must be a compressed point on the curve P-256");
        }
    }
}
