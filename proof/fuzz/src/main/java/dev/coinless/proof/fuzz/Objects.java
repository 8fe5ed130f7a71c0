package dev.coinless.proof.fuzz;

import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.cash.CashSales;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.present.Presentation;
import dev.coinless.model.receipt.Ack;
import dev.coinless.model.receipt.Checkpoint;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.request.AuthorizationRequest;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.sign.SignatureAlgorithm;
import dev.coinless.model.sync.Denylist;
import dev.coinless.model.sync.ModuleConfig;
import dev.coinless.model.sync.SyncBundle;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.Map;

/// Signed objects, before and behind the signature.
///
/// The first byte chooses the type, and with its highest bit whether the rest is the whole envelope
/// or only the payload of one. Decoding does not look at signatures, so that whatever a key holder
/// could sign is read here, too.
final class Objects implements Target {

    private static final int TYPE = 0x7f;
    private static final int PAYLOAD_ONLY = 0x80;

    private static final Bytes ANY_SIGNATURE =
            Bytes.of(new byte[SignatureAlgorithm.SIGNATURE_LENGTH]);

    @Override
    public void take(Bytes input) {
        if (input.length() == 0) {
            return;
        }
        int choice = input.unsignedAt(0);
        var types = ObjectType.values();
        var type = types[(choice & TYPE) % types.length];
        var rest = input.slice(1, input.length());
        try {
            var encoded = (choice & PAYLOAD_ONLY) != 0 ? enveloped(type, rest) : rest;
            var envelope = Envelope.parse(type, encoded);
            if (!envelope.encoded().equals(encoded)) {
                throw new AssertionError("an envelope has two forms");
            }
            decode(type, envelope);
        } catch (Malformed _) {
            // The right answer to almost everything.
        }
    }

    private static Bytes enveloped(ObjectType type, Bytes payload) {
        var keyId = Bytes.of(new byte[type == ObjectType.GRANT ? 4 : 7]);
        var header =
                Cbor.encode(
                        new Item.IntMap(
                                Map.of(
                                        1L,
                                        Item.of(type.algorithm().coseNumber()),
                                        4L,
                                        Item.of(keyId))));
        return Cbor.encode(
                Item.array(
                        Item.of(header),
                        new Item.IntMap(Map.of()),
                        Item.of(payload),
                        Item.of(ANY_SIGNATURE)));
    }

    private static void decode(ObjectType type, Envelope envelope) throws Malformed {
        switch (type) {
            case GRANT -> GrantToken.parse(envelope.encoded());
            case REQUEST -> AuthorizationRequest.decode(envelope);
            case RECEIPT -> Receipt.decode(envelope);
            case CHECKPOINT -> Checkpoint.decode(envelope);
            case PRESENT -> Presentation.parse(envelope.encoded());
            case ACK -> Ack.decode(envelope);
            case BUNDLE -> bundle(envelope);
            case CONFIG -> ModuleConfig.decode(envelope);
            case DENYLIST -> Denylist.decode(envelope);
            case HEADER -> SignedHeader.parse(envelope.encoded());
            case CASH -> CashSales.decode(envelope);
            case KEYCERT, ENROL -> envelope.claims();
        }
    }

    private static void bundle(Envelope envelope) throws Malformed {
        try {
            SyncBundle.Up.decode(envelope);
        } catch (Malformed _) {
            SyncBundle.Down.decode(envelope);
        }
    }
}
