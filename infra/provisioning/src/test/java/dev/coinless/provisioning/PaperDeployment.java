package dev.coinless.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.model.book.BookEntry;
import dev.coinless.model.book.BookPosting;
import dev.coinless.model.book.EntryKind;
import dev.coinless.model.book.Header;
import dev.coinless.model.book.Lane;
import dev.coinless.model.book.LaneHead;
import dev.coinless.model.book.LaneTip;
import dev.coinless.model.book.MerkleFrontier;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.Thumbprint;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Environment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A deployment whose customers only get credit: a genuine Book of one lane, given out like
/// `ExportBook` does, in pages of some pieces.
final class PaperDeployment implements Functions {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Environment TEST = new Environment("test");
    private static final KeySerial SERIAL = new KeySerial(1);
    private static final int PAGE = 3;

    final Ed25519PrivateKey root = key(1);
    final List<String> calls = new ArrayList<>();
    private final Ed25519PrivateKey syncKey = key(2);
    private final Map<String, Long> credits = new TreeMap<>();
    private final List<BookEntry> waiting = new ArrayList<>();
    private final List<ObjectNode> pieces = new ArrayList<>();
    private LaneTip lane = LaneTip.start(Lane.PLATFORM);
    private MerkleFrontier headers = MerkleFrontier.EMPTY;
    private long now = 1_800_000_000L;
    Optional<String> broken = Optional.empty();

    /// Gives an account, named by a small number, some credit; each has at most one.
    void credit(int account, long amount) {
        var id = account(account);
        credits.put(id.toString(), amount);
        waiting.add(
                new BookEntry(
                        id,
                        1,
                        Lane.PLATFORM,
                        new EntryKind("CREDIT"),
                        Instant.ofEpochSecond(now++),
                        filled(account, 16),
                        List.of(
                                new BookPosting("platform/promotion", -amount, 978),
                                new BookPosting("customer/" + id + "/available", amount, 978)),
                        Optional.empty()));
    }

    static AccountId account(int number) {
        return new AccountId(new Thumbprint(filled(number, 32)));
    }

    /// What an account's item says, whatever its entries come to.
    void say(int account, long available) {
        credits.put(account(account).toString(), available);
    }

    /// Seals what waits and signs a header.
    void minute() {
        if (!waiting.isEmpty()) {
            var block = lane.seal(waiting, Instant.ofEpochSecond(now++));
            lane = lane.plus(block);
            waiting.clear();
            var piece = JSON.createObjectNode().put("block", block.encoded().base64Url());
            piece.putArray("proofs");
            pieces.add(piece);
        }
        var heads = lane.blocks() == 0 ? List.<LaneHead>of() : List.of(lane.head());
        var header =
                Header.next(headers, heads, Instant.ofEpochSecond(now++))
                        .sign(SERIAL, syncKey, TEST);
        headers = headers.plus(header.hash());
        pieces.add(JSON.createObjectNode().put("header", header.encoded().base64Url()));
    }

    /// Changes a byte of a piece, counted from 0.
    void change(int piece, String member, int fromEnd) {
        var node = pieces.get(piece);
        var bytes = Bytes.fromBase64Url(node.path(member).asText()).toArray();
        bytes[bytes.length - fromEnd] ^= 1;
        node.put(member, Bytes.of(bytes).base64Url());
    }

    /// As another keeper of the platform's keys would make it up from its first headers on.
    PaperDeployment forkedAfter(int minutes) {
        var fork = new PaperDeployment();
        for (int i = 0; i < minutes; i++) {
            fork.minute();
        }
        fork.now += 7;
        return fork;
    }

    @Override
    public JsonNode invoke(String function, JsonNode input) {
        calls.add(function + " " + input);
        return switch (function + " " + input.path("part").asText()) {
            case "ExportBook keys" -> keys();
            case "ExportBook owners" -> owners();
            case "ExportBook book" -> book(input.path("from").asText("1:0"));
            case "VerifyLedger " -> verified();
            default -> throw new AssertionError(function + " " + input);
        };
    }

    private static ObjectNode verified() {
        var answer = JSON.createObjectNode().put("ok", true).put("entries", 2).put("accounts", 2);
        answer.putArray("faults");
        return answer;
    }

    private ObjectNode keys() {
        var answer = JSON.createObjectNode().put("environment", TEST.name());
        answer.putArray("roots").add(root.publicKey().encoded().base64Url());
        answer.putArray("keyCerts")
                .addObject()
                .put("usage", "SYNC")
                .put("serial", 1)
                .put(
                        "keyCert",
                        new KeyCert(SERIAL, KeyUsage.SYNC, syncKey.publicKey().encoded(), SERIAL, 0)
                                .signedBy(root.publicKey(), root, TEST)
                                .encoded()
                                .base64Url());
        return answer;
    }

    private ObjectNode owners() {
        var answer = JSON.createObjectNode();
        var accounts = answer.putArray("accounts");
        credits.forEach((id, amount) ->
                accounts.addObject()
                        .put("account", id)
                        .put("version", 1)
                        .put("available", amount)
                        .put("held", 0)
                        .put("currency", 978));
        answer.putArray("modules");
        return answer;
    }

    private ObjectNode book(String from) {
        var place = from.split(":");
        long header = Long.parseLong(place[0]);
        int blocks = Integer.parseInt(place[1]);
        var answer = JSON.createObjectNode();
        var page = answer.putArray("pieces");
        long number = 1;
        int block = 0;
        for (var piece : pieces) {
            boolean isHeader = piece.has("header");
            if (page.size() == PAGE) {
                return answer.put("next", "%d:%d".formatted(number, block)).put("complete", false);
            }
            boolean wanted = number > header || (number == header && (isHeader || block >= blocks));
            if (wanted) {
                page.add(piece);
            }
            number += isHeader ? 1 : 0;
            block = isHeader ? 0 : block + 1;
        }
        broken.ifPresent(what -> answer.put("broken", what));
        answer.putArray("lanes").add(lane.encoded().base64Url());
        return answer.put("next", "%d:0".formatted(number)).put("complete", true);
    }

    private static Ed25519PrivateKey key(int fill) {
        return new Ed25519PrivateKey(filled(fill, Ed25519PrivateKey.LENGTH));
    }

    private static Bytes filled(int with, int length) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) with);
        return Bytes.of(bytes);
    }
}
