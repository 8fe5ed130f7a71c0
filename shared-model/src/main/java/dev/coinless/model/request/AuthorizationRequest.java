package dev.coinless.model.request;

import dev.coinless.model.code.AuthorizationCode;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.RequestHash;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.money.Currencies;
import dev.coinless.model.money.Money;
import dev.coinless.model.receipt.VendedItem;
import dev.coinless.model.sign.Claims;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.ModuleKeyId;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.sign.Signer;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.Set;

/// REQUEST: the selection a customer made at the machine, signed by the module, with a code of its
/// own that is never advertised. The grant that answers it is for exactly this price.
public record AuthorizationRequest(
        ModuleId module,
        Generation generation,
        AuthorizationCode code,
        int item,
        Money price,
        Counter floor,
        Sequence sequence) {

    private static final int FIELDS = 9;

    public Envelope sign(Signer moduleKey, Environment environment) {
        var claims =
                Claims.body(
                        Item.of(module.value()),
                        Item.of(generation.value()),
                        Item.of(code.counter().value()),
                        Item.of(code.mac()),
                        Item.of(item),
                        Item.of(price.minorUnits()),
                        Item.of(price.currency().getNumericCode()),
                        Item.of(floor.value()),
                        Item.of(sequence.value()));
        return Envelope.sign(
                ObjectType.REQUEST,
                environment,
                ModuleKeyId.of(module, generation),
                claims,
                moduleKey);
    }

    /// What a grant's `req` claim says of a signed request.
    public static RequestHash hashOf(Envelope request) {
        return new RequestHash(request.encoded().sha256().first(RequestHash.LENGTH));
    }

    /// Reads the claims of a REQUEST envelope.
    ///
    /// @throws Malformed if they are not those of a request
    public static AuthorizationRequest decode(Envelope envelope) throws Malformed {
        var body = envelope.claims().only(Set.of(Claims.BODY)).body(FIELDS);
        var request =
                new AuthorizationRequest(
                        new ModuleId(body.get(0).bytes("module", ModuleId.LENGTH)),
                        new Generation((int) body.get(1).unsigned("generation", Generation.MAX)),
                        new AuthorizationCode(
                                new Counter(body.get(2).unsigned("counter", Counter.MAX)),
                                body.get(3).bytes("code", AuthorizationCode.MAC_LENGTH)),
                        (int) body.get(4).unsigned("item", VendedItem.MAX_ITEM),
                        new Money(
                                body.get(5).unsigned("price", Grant.MAX_CAP),
                                Currencies.decode(body.get(6))),
                        new Counter(body.get(7).unsigned("floor", Counter.MAX)),
                        new Sequence(body.get(8).unsigned("sequence", Sequence.MAX)));
        ModuleKeyId.require(envelope, request.module, request.generation);
        return request;
    }
}
