package dev.coinless.wallet.io.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.code.AuthorizationCode;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.RequestId;
import dev.coinless.model.money.Money;
import dev.coinless.model.receipt.Ack;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;
import dev.coinless.wallet.authorize.Choice;
import dev.coinless.wallet.authorize.HeldGrant;
import dev.coinless.wallet.authorize.Issue;
import dev.coinless.wallet.keys.AccountKey;
import dev.coinless.wallet.receipt.KeptAck;
import dev.coinless.wallet.receipt.Posting;
import dev.coinless.wallet.receipt.Settlement;
import dev.coinless.wallet.store.Settings;
import dev.coinless.wallet.store.Wallet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// The wallet as JSON. Binary values are lower-case hexadecimal.
final class WalletJson {
    /// The layout below; another one is not read.
    static final int VERSION = 1;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private WalletJson() {}

    static ObjectNode encode(Wallet wallet) {
        var json = JSON.objectNode();
        json.put("version", VERSION);
        json.put("accountKey", wallet.key().secret().scalar().hex());
        json.put("registered", wallet.registered());
        put(json, "issues", wallet.issues(), WalletJson::issue);
        put(json, "grants", wallet.grants(), WalletJson::grant);
        put(json, "outbox", wallet.outbox(), WalletJson::posting);
        put(json, "parked", wallet.parked(), WalletJson::posting);
        put(json, "settlements", wallet.settlements(), WalletJson::settlement);
        put(json, "acks", wallet.acks(), ack -> JSON.objectNode().put("ack", ack.encoded().hex()));
        json.set("settings", settings(wallet.settings()));
        wallet.header().ifPresent(header -> json.put("header", header.encoded().hex()));
        var roots = json.putArray("roots");
        wallet.roots().forEach(root -> roots.add(root.encoded().hex()));
        return json;
    }

    /// Reads it back.
    ///
    /// @throws Malformed if a signed object inside is not what it should be
    /// @throws IllegalArgumentException if anything else is not
    static Wallet decode(JsonNode json) throws Malformed {
        if (json.path("version").asInt() != VERSION) {
            throw new IllegalArgumentException(
                    "it has version %s, this program reads version %d"
                            .formatted(json.path("version").asText("none"), VERSION));
        }
        return new Wallet(
                new AccountKey(new Es256PrivateKey(bytes(json, "accountKey"))),
                json.path("registered").asBoolean(),
                list(json, "issues", WalletJson::issue),
                list(json, "grants", WalletJson::grant),
                list(json, "outbox", WalletJson::posting),
                list(json, "parked", WalletJson::posting),
                list(json, "settlements", WalletJson::settlement),
                list(json, "acks", WalletJson::ack),
                json.has("settings") ? settings(json.path("settings")) : Settings.FRESH,
                header(json),
                roots(json));
    }

    /// A wallet of an earlier version of this program has none, and takes those that it sees next.
    private static List<Ed25519PublicKey> roots(JsonNode json) {
        var roots = new ArrayList<Ed25519PublicKey>();
        json.path("roots")
                .forEach(root -> roots.add(new Ed25519PublicKey(Bytes.fromHex(root.asText()))));
        return roots;
    }

    /// A wallet of an earlier version of this program has none.
    private static Optional<SignedHeader> header(JsonNode json) throws Malformed {
        return json.has("header")
                ? Optional.of(SignedHeader.parse(bytes(json, "header")))
                : Optional.empty();
    }

    private static ObjectNode issue(Issue issue) {
        var node =
                JSON.objectNode()
                        .put("request", issue.id().toString())
                        .put("module", issue.module().toString())
                        .put("counter", issue.code().counter().value())
                        .put("code", issue.code().mac().hex())
                        .put("holderKey", issue.holder().scalar().hex());
        issue.atMost().ifPresent(most -> node.put("atMost", most));
        issue.selection().ifPresent(it -> node.put("selection", it.envelope().encoded().hex()));
        issue.choice().ifPresent(it -> node.put("line", it.line()).put("amount", it.amount()));
        return node;
    }

    private static Issue issue(JsonNode json) throws Malformed {
        var id = new RequestId(bytes(json, "request"));
        var holder = new Es256PrivateKey(bytes(json, "holderKey"));
        if (json.has("selection")) {
            return Issue.of(id, Issue.Selection.parse(bytes(json, "selection")), holder);
        }
        return new Issue(
                        id,
                        new ModuleId(bytes(json, "module")),
                        new AuthorizationCode(
                                new Counter(required(json, "counter").asLong()),
                                bytes(json, "code")),
                        holder)
                .with(choice(json))
                .upTo(
                        json.has("atMost")
                                ? OptionalLong.of(json.path("atMost").asLong())
                                : OptionalLong.empty());
    }

    private static Optional<Choice> choice(JsonNode json) throws Malformed {
        return json.has("line")
                ? Optional.of(
                        new Choice(json.path("line").asInt(), required(json, "amount").asLong()))
                : Optional.empty();
    }

    private static ObjectNode grant(HeldGrant grant) {
        return JSON.objectNode()
                .put("token", grant.token().encoded().hex())
                .put("holderKey", grant.holder().scalar().hex())
                .put("keyCert", grant.keyCert().hex())
                .put("standing", grant.standing().name());
    }

    private static HeldGrant grant(JsonNode json) throws Malformed {
        return new HeldGrant(
                GrantToken.parse(bytes(json, "token")),
                new Es256PrivateKey(bytes(json, "holderKey")),
                bytes(json, "keyCert"),
                HeldGrant.Standing.valueOf(required(json, "standing").asText()));
    }

    private static ObjectNode posting(Posting posting) {
        return JSON.objectNode()
                .put("kind", posting.kind().name())
                .put("object", posting.object().hex());
    }

    private static Posting posting(JsonNode json) {
        return new Posting(
                Posting.Kind.valueOf(required(json, "kind").asText()), bytes(json, "object"));
    }

    private static ObjectNode settlement(Settlement settlement) {
        return JSON.objectNode()
                .put("grant", settlement.grant().toString())
                .put("module", settlement.module().toString())
                .put("state", settlement.state())
                .put("captured", settlement.captured().minorUnits())
                .put("currency", settlement.captured().currency().getCurrencyCode());
    }

    private static Settlement settlement(JsonNode json) {
        return new Settlement(
                new GrantId(bytes(json, "grant")),
                new ModuleId(bytes(json, "module")),
                required(json, "state").asText(),
                Money.of(required(json, "captured").asLong(), required(json, "currency").asText()));
    }

    private static KeptAck ack(JsonNode json) throws Malformed {
        var encoded = bytes(json, "ack");
        return new KeptAck(Ack.decode(Envelope.parse(ObjectType.ACK, encoded)), encoded);
    }

    private static ObjectNode settings(Settings settings) {
        var node = JSON.objectNode().put("courier", settings.courier());
        var machines = node.putArray("payWhenNear");
        settings.payWhenNear().stream().map(ModuleId::toString).sorted().forEach(machines::add);
        return node;
    }

    /// A wallet of an earlier version of this program has none.
    private static Settings settings(JsonNode json) {
        var machines = new HashSet<ModuleId>();
        for (var each : required(json, "payWhenNear")) {
            machines.add(ModuleId.fromHex(each.asText()));
        }
        return new Settings(machines, required(json, "courier").asBoolean());
    }

    private static <T> void put(
            ObjectNode json, String name, List<T> values, Function<T, ObjectNode> form) {
        var array = json.putArray(name);
        values.forEach(value -> array.add(form.apply(value)));
    }

    private interface Reader<T> {
        T read(JsonNode json) throws Malformed;
    }

    private static <T> List<T> list(JsonNode json, String name, Reader<T> reader) throws Malformed {
        var values = new ArrayList<T>();
        for (var each : required(json, name)) {
            values.add(reader.read(each));
        }
        return values;
    }

    private static Bytes bytes(JsonNode json, String name) {
        return Bytes.fromHex(required(json, name).asText());
    }

    private static JsonNode required(JsonNode json, String name) {
        var value = json.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
