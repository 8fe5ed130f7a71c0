package dev.coinless.model.cash;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;

/// The platform's word that it has every sale for coins up to a number; only this lets a module
/// erase them. It travels in a bundle alone, whose signature covers it.
///
/// @param chain up to that sale; a wrong one is ignored by the module
public record CashAck(Sequence upTo, Bytes chain) {

    private static final int FIELDS = 2;

    public CashAck {
        chain.requireLength("chain", CashSale.NO_CHAIN.length());
    }

    public Bytes encoded() {
        return Cbor.encode(Item.array(Item.of(upTo.value()), Item.of(chain)));
    }

    public static CashAck decode(Bytes encoded) throws Malformed {
        var fields = Cbor.decode(encoded).items("cash acknowledgement", FIELDS);
        return new CashAck(
                new Sequence(fields.get(0).unsigned("number", Sequence.MAX)),
                fields.get(1).bytes("chain", CashSale.NO_CHAIN.length()));
    }
}
