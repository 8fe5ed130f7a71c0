package dev.coinless.model.protocol;

import dev.coinless.model.advertise.Advertisement;
import dev.coinless.model.advertise.LegacyAdvertising;
import dev.coinless.model.advertise.ModuleStatus;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.code.AuthorizationCode;
import dev.coinless.model.code.FleetSecret;
import dev.coinless.model.code.ModuleSecret;
import dev.coinless.model.enrol.Enrolment;
import dev.coinless.model.http.SignatureInput;
import dev.coinless.model.http.SignedRequest;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.RequestId;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.seal.SealPrivateKey;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.model.wire.Malformed;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes each vector's outputs from its inputs, with the code that the products run.
final class GoldenVectors {
    private GoldenVectors() {}

    static Map<String, String> outputsOf(Vector vector, ProtocolPage page) throws Malformed {
        return switch (vector.text("kind")) {
            case "thumbprint" -> thumbprint(vector);
            case "km" -> moduleSecret(vector);
            case "code" -> code(vector);
            case "advertisement" -> advertisement(vector);
            case "info" -> Map.of("info", info(vector).encoded().hex());
            case "frames" -> frames(vector);
            case "signed" -> SignedVectors.outputsOf(vector, page);
            case "enrolment" -> enrolment(vector);
            case "http" -> http(vector);
            case "sealed-bundle" -> SyncVectors.opened(vector);
            case "merkle" -> BookVectors.merkle(vector);
            case "book" -> BookVectors.block(vector, page);
            case "export" -> BookVectors.export(vector);
            case "bundle-pull" -> Map.of("body", SyncVectors.pull(vector).hex());
            case "cash-chain" -> Map.of("chain", CashVectors.chain(vector, page).hex());
            case "cash-ack" -> Map.of("body", CashVectors.ack(vector, page).hex());
            case "bundle-part" -> Map.of("body", SyncVectors.part(vector, page).hex());
            case String other -> throw new AssertionError("a vector of unknown kind " + other);
        };
    }

    static ModuleId module(Vector vector) {
        return new ModuleId(vector.bytes("module"));
    }

    static Generation generation(Vector vector) {
        return new Generation((int) vector.number("generation"));
    }

    static AuthorizationCode givenCode(Vector vector) {
        return new AuthorizationCode(new Counter(vector.number("counter")), vector.bytes("code"));
    }

    private static Map<String, String> thumbprint(Vector vector) {
        var key =
                vector.number("alg") == -8
                        ? new Ed25519PrivateKey(vector.bytes("private")).publicKey()
                        : new Es256PrivateKey(vector.bytes("private")).publicKey();
        return outputs(
                "public", key.encoded().hex(),
                "thumbprint", key.thumbprint().value().hex(),
                "text", key.thumbprint().toString());
    }

    private static Map<String, String> moduleSecret(Vector vector) {
        var secret =
                new FleetSecret(1, vector.bytes("fleet-secret"))
                        .secretOf(module(vector), generation(vector));
        return Map.of("km", secret.key().hex());
    }

    private static Map<String, String> code(Vector vector) {
        var code =
                new ModuleSecret(module(vector), generation(vector), vector.bytes("km"))
                        .code(new Counter(vector.number("counter")));
        return Map.of("code", code.mac().hex());
    }

    private static Map<String, String> advertisement(Vector vector) {
        var advertisement = givenAdvertisement(vector);
        return outputs(
                "advertisement", advertisement.encoded().hex(),
                "advertising-data", LegacyAdvertising.advertisingData().hex(),
                "scan-response",
                        LegacyAdvertising.scanResponse(
                                        (int) vector.number("company"), advertisement)
                                .hex());
    }

    private static Advertisement givenAdvertisement(Vector vector) {
        var flags = EnumSet.noneOf(Advertisement.Flag.class);
        for (var name : vector.text("flags").split(" ")) {
            flags.add(Advertisement.Flag.valueOf(name));
        }
        return new Advertisement(
                flags,
                module(vector),
                givenCode(vector),
                (int) vector.number("price-hint"),
                (int) vector.number("tx-power"));
    }

    private static ModuleStatus info(Vector vector) {
        var serials = vector.text("serials").split(" ");
        var newest = new EnumMap<KeyUsage, KeySerial>(KeyUsage.class);
        for (var usage : KeyUsage.values()) {
            newest.put(usage, new KeySerial(Long.parseLong(serials[usage.number()])));
        }
        return new ModuleStatus(givenAdvertisement(vector), vector.bytes("nonce"), newest);
    }

    private static Map<String, String> frames(Vector vector) {
        var body = new byte[(int) vector.number("length")];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) i;
        }
        var message =
                new Message(MessageKind.valueOf(vector.text("message")), Bytes.of(body))
                        .frames((int) vector.number("mtu"));
        var outputs = new LinkedHashMap<String, String>();
        for (int i = 0; i < message.size(); i++) {
            outputs.put("frame-" + i, message.get(i).hex());
        }
        return outputs;
    }

    private static Map<String, String> enrolment(Vector vector) throws Malformed {
        var enrolment = Enrolment.parse(vector.text("text"));
        var secret = enrolment.secret(new SealPrivateKey(vector.bytes("seal-private")));
        var outputs =
                outputs(
                        "module", secret.module().toString(),
                        "generation", secret.generation().toString(),
                        "environment", enrolment.open().environment().name(),
                        "currency", enrolment.open().currency().getCurrencyCode(),
                        "roots",
                                String.join(
                                        " ",
                                        enrolment.open().roots().stream()
                                                .map(root -> root.encoded().hex())
                                                .toList()),
                        "key-certs",
                                String.join(
                                        " ",
                                        enrolment.open().keyCerts().stream()
                                                .map(Bytes::hex)
                                                .toList()),
                        "km", secret.key().hex());
        enrolment
                .open()
                .network()
                .ifPresent(network -> {
                    outputs.put("endpoint", network.endpoint());
                    outputs.put("certificate", network.certificate().hex());
                    outputs.put(
                            "server-roots",
                            String.join(
                                    " ", network.serverRoots().stream().map(Bytes::hex).toList()));
                });
        return outputs;
    }

    private static Map<String, String> http(Vector vector) {
        var key = new Es256PrivateKey(vector.bytes("private"));
        var request =
                SignedRequest.of(
                        vector.text("method"),
                        vector.text("path"),
                        vector.text("query"),
                        vector.text("authority"),
                        Bytes.utf8(vector.text("body")));
        var input =
                new SignatureInput(
                        Instant.ofEpochSecond(vector.number("created")),
                        new AccountId(key.publicKey().thumbprint()),
                        new RequestId(vector.bytes("nonce")));
        var base = input.base(request);
        var baseText = new String(base.toArray(), java.nio.charset.StandardCharsets.UTF_8);
        return outputs(
                "public", key.publicKey().encoded().hex(),
                "content-digest", request.contentDigest(),
                "signature-input", input.header(),
                "base", baseText.replace("\n", "\\n"),
                "signature", SignatureInput.signatureHeader(key.sign(base)));
    }

    static Map<String, String> outputs(String... namesAndValues) {
        var outputs = new LinkedHashMap<String, String>();
        var each = Arrays.asList(namesAndValues).iterator();
        while (each.hasNext()) {
            outputs.put(each.next(), each.next());
        }
        return outputs;
    }
}
