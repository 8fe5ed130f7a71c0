package dev.coinless.model.receipt;

import dev.coinless.model.advertise.ModuleStatus;
import dev.coinless.model.id.RequestHash;
import dev.coinless.model.present.HolderProof;
import dev.coinless.model.present.Intent;
import dev.coinless.model.sign.Es256PublicKey;
import dev.coinless.model.sign.SignatureAlgorithm;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;

/// Why the platform may believe that the holder wanted this: without it a receipt captures nothing,
/// so a module that signs lies cannot take money from phones that only looked.
public sealed interface Evidence {

    /// The holder's own signature, from the Presentation.
    record Holder(HolderProof proof) implements Evidence {}

    /// The module's REQUEST that the grant was bound to.
    record Request(RequestHash hash) implements Evidence {}

    default Item item() {
        return switch (this) {
            case Holder(var proof) ->
                    Item.array(
                            Item.of(0),
                            Item.of(proof.nonce()),
                            Item.of(proof.holder().encoded()),
                            Item.of(proof.intent().number()),
                            Item.of(proof.signature()));
            case Request(var hash) -> Item.array(Item.of(1), Item.of(hash.value()));
        };
    }

    static Evidence decode(Item item) throws Malformed {
        var parts = item.itemsUpTo("evidence", 5);
        if (parts.isEmpty()) {
            throw new Malformed("the evidence is empty");
        }
        return parts.getFirst().unsigned("kind of evidence", 1) == 0 ? holder(item) : request(item);
    }

    private static Evidence holder(Item item) throws Malformed {
        var parts = item.items("holder evidence", 5);
        var key = parts.get(2).bytes("holder key", Es256PublicKey.LENGTH);
        if (key.at(0) != 2 && key.at(0) != 3) {
            throw new Malformed("the holder key is not a compressed point");
        }
        return new Holder(
                new HolderProof(
                        parts.get(1).bytes("nonce", ModuleStatus.NONCE_LENGTH),
                        new Es256PublicKey(key),
                        Intent.of(parts.get(3).unsigned("intent", 255))
                                .orElseThrow(() -> new Malformed("an intent that is not known")),
                        parts.get(4).bytes("signature", SignatureAlgorithm.SIGNATURE_LENGTH)));
    }

    private static Evidence request(Item item) throws Malformed {
        var parts = item.items("request evidence", 2);
        return new Request(new RequestHash(parts.get(1).bytes("request", RequestHash.LENGTH)));
    }
}
