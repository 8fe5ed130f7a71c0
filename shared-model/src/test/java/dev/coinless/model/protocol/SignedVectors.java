package dev.coinless.model.protocol;

import static dev.coinless.model.protocol.GoldenVectors.generation;
import static dev.coinless.model.protocol.GoldenVectors.givenCode;
import static dev.coinless.model.protocol.GoldenVectors.module;
import static dev.coinless.model.protocol.GoldenVectors.outputs;

import dev.coinless.model.book.Header;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.enrol.EnrolmentRequest;
import dev.coinless.model.grant.Binding;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.RequestHash;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.money.Currencies;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.Presentation;
import dev.coinless.model.receipt.Ack;
import dev.coinless.model.receipt.Checkpoint;
import dev.coinless.model.receipt.Evidence;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.receipt.VendedItem;
import dev.coinless.model.request.AuthorizationRequest;
import dev.coinless.model.seal.SealPrivateKey;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the outputs of the vectors that are signed objects.
final class SignedVectors {
    private SignedVectors() {}

    static Map<String, String> outputsOf(Vector vector, ProtocolPage page) throws Malformed {
        var environment = environment(vector);
        return switch (ObjectType.valueOf(vector.text("type"))) {
            case PRESENT -> presentation(vector, page);
            case ENROL -> enrol(vector);
            case GRANT ->
                    signed(
                            vector,
                            grant(vector)
                                    .sign(
                                            new KeySerial(vector.number("serial")),
                                            key(vector),
                                            environment)
                                    .envelope());
            case REQUEST -> request(vector);
            case RECEIPT -> signed(vector, receipt(vector, page).sign(key(vector), environment));
            case CHECKPOINT ->
                    signed(
                            vector,
                            new Checkpoint(
                                            module(vector),
                                            generation(vector),
                                            new Counter(vector.number("floor")),
                                            new Sequence(vector.number("sequence")))
                                    .sign(key(vector), environment));
            case ACK -> signed(vector, ack(vector, page));
            case KEYCERT -> signed(vector, keyCert(vector));
            case HEADER -> signed(vector, header(vector));
            case CASH -> signed(vector, CashVectors.batch(vector).sign(key(vector), environment));
            case BUNDLE, CONFIG, DENYLIST -> signed(vector, SyncVectors.signed(vector, page));
        };
    }

    static Environment environment(Vector vector) {
        return new Environment(vector.text("environment"));
    }

    static Ed25519PrivateKey key(Vector vector) {
        return new Ed25519PrivateKey(vector.bytes("private"));
    }

    private static Map<String, String> signed(Vector vector, Envelope envelope) {
        return outputs(
                "public", key(vector).publicKey().encoded().hex(),
                "payload", envelope.payload().orElseThrow().hex(),
                "signed", envelope.encoded().hex());
    }

    private static Grant grant(Vector vector) {
        Binding binding =
                vector.has("request-hash")
                        ? new Binding.Request(new RequestHash(vector.bytes("request-hash")))
                        : new Binding.Holder(
                                new Es256PrivateKey(vector.bytes("holder-private"))
                                        .publicKey()
                                        .thumbprint()
                                        .confirmation());
        return new Grant(
                new GrantId(vector.bytes("grant")),
                binding,
                module(vector),
                generation(vector),
                new Counter(vector.number("counter")),
                money(vector, "cap"),
                Duration.ofSeconds(vector.number("ttl")),
                (int) vector.number("vends"),
                vector.number("lines"),
                GrantKind.valueOf(vector.text("grant-kind")));
    }

    private static Money money(Vector vector, String amount) {
        return new Money(
                vector.number(amount),
                Currencies.ofNumber((int) vector.number("currency")).orElseThrow());
    }

    private static Map<String, String> request(Vector vector) {
        var envelope =
                new AuthorizationRequest(
                                module(vector),
                                generation(vector),
                                givenCode(vector),
                                (int) vector.number("item"),
                                money(vector, "price"),
                                new Counter(vector.number("floor")),
                                new Sequence(vector.number("sequence")))
                        .sign(key(vector), environment(vector));
        var outputs = signed(vector, envelope);
        outputs.put("request-hash", AuthorizationRequest.hashOf(envelope).toString());
        return outputs;
    }

    private static Map<String, String> presentation(Vector vector, ProtocolPage page)
            throws Malformed {
        var token = GrantToken.parse(referenced(vector, "token", "signed", page));
        var intent = Intent.valueOf(vector.text("intent"));
        var presentation =
                Presentation.of(
                        token,
                        new Es256PrivateKey(vector.bytes("private")),
                        vector.bytes("nonce"),
                        intent,
                        environment(vector));
        var payload =
                Cbor.encode(
                        new Item.IntMap(
                                Map.of(
                                        -65537L,
                                        Item.array(
                                                Item.of(vector.bytes("nonce")),
                                                Item.of(token.hash()),
                                                Item.of(intent.number())))));
        return outputs(
                "public", presentation.holder().encoded().hex(),
                "detached", payload.hex(),
                "signed", presentation.proof().encoded().hex(),
                "presentation", presentation.encoded().hex());
    }

    private static Receipt receipt(Vector vector, ProtocolPage page) throws Malformed {
        return new Receipt(
                module(vector),
                generation(vector),
                new Sequence(vector.number("sequence")),
                new Counter(vector.number("floor")),
                vector.bytes("previous"),
                new GrantId(vector.bytes("grant")),
                evidence(vector, page),
                Outcome.valueOf(vector.text("outcome")),
                money(vector, "amount"),
                items(vector.text("items")));
    }

    private static Evidence evidence(Vector vector, ProtocolPage page) throws Malformed {
        if (!vector.text("evidence").startsWith("@")) {
            return new Evidence.Request(new RequestHash(vector.bytes("evidence")));
        }
        var source = page.vector(vector.text("evidence").substring(1));
        var presentation = Presentation.parse(source.output("presentation"));
        return new Evidence.Holder(presentation.proofFor(source.bytes("nonce")));
    }

    private static List<VendedItem> items(String text) {
        var items = new ArrayList<VendedItem>();
        for (var each : text.split(" ")) {
            var parts = each.split("/");
            items.add(
                    new VendedItem(
                            Integer.parseInt(parts[0]),
                            Long.parseLong(parts[1]),
                            parts[2].equals("1")));
        }
        return items;
    }

    private static Envelope ack(Vector vector, ProtocolPage page) {
        return new Ack(
                        module(vector),
                        generation(vector),
                        new Sequence(vector.number("sequence")),
                        referenced(vector, "hash", "signed", page).sha256())
                .sign(new KeySerial(vector.number("serial")), key(vector), environment(vector));
    }

    private static Envelope keyCert(Vector vector) {
        return new KeyCert(
                        new KeySerial(vector.number("serial")),
                        KeyUsage.valueOf(vector.text("usage")),
                        vector.bytes("key"),
                        new KeySerial(vector.number("minimum-serial")),
                        vector.number("revocation-epoch"))
                .signedBy(key(vector).publicKey(), key(vector), environment(vector));
    }

    private static Envelope header(Vector vector) {
        return new Header(
                        vector.number("number"),
                        Instant.ofEpochSecond(vector.number("at")),
                        vector.number("lanes"),
                        vector.bytes("lane-root"),
                        vector.bytes("earlier-root"))
                .sign(new KeySerial(vector.number("serial")), key(vector), environment(vector))
                .envelope();
    }

    private static Map<String, String> enrol(Vector vector) throws Malformed {
        var sealing = new SealPrivateKey(vector.bytes("seal-private")).publicKey();
        var certificate =
                vector.has("certificate-request")
                        ? Optional.of(vector.bytes("certificate-request"))
                        : Optional.<Bytes>empty();
        var text =
                new EnrolmentRequest(module(vector), key(vector).publicKey(), sealing, certificate)
                        .toText(key(vector), environment(vector));
        var encoded = Bytes.fromBase64Url(text.substring(text.indexOf('.') + 1));
        var outputs = signed(vector, Envelope.parse(ObjectType.ENROL, encoded));
        outputs.put("text", text);
        return outputs;
    }

    static Bytes referenced(Vector vector, String input, String output, ProtocolPage page) {
        return page.vector(vector.text(input).substring(1)).output(output);
    }
}
