package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.coinless.functions.book.ExportBook;
import dev.coinless.functions.book.ExportBook.Piece;
import dev.coinless.functions.book.ExportBook.Place;
import dev.coinless.functions.http.JsonBody;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.io.table.DynamoKeys;
import dev.coinless.functions.io.table.DynamoOwners;
import dev.coinless.functions.keys.PlatformKey;
import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.sign.Ed25519PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Invoked directly: what an export of the ledger is written from, a page at a time.
///
/// `{"part": "keys"}` gives roots and certificates, `{"part": "owners"}` accounts and modules,
/// `{"part": "book"}` blocks and headers, and after the last the ends of the lanes; with `from`, as
/// the answer before said in `next`, further. What is stored otherwise than it was written is named
/// in `broken`.
public final class ExportBookHandler
        implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    /// Items read for one answer; far below Lambda's 6 MB.
    private static final int PAGE = 2_000;

    /// More certificates of a usage than there will ever be: a week each.
    private static final int ALL_KEYS = 10_000;

    /// The longest key of an item, with room; characters.
    private static final int MAX_CURSOR = 256;

    private static final int MAX_PART = 8;

    private final BookWiring wiring;

    public ExportBookHandler() {
        this(BookWiring.open());
    }

    ExportBookHandler(BookWiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        try {
            var body = AdminInput.of(input).only("part", "from");
            var part = body.text("part", MAX_PART);
            return switch (part) {
                case "keys" -> keys();
                case "owners" -> owners(from(body));
                case "book" -> book(place(body));
                default -> throw body.malformed("part", "must be keys, owners or book");
            };
        } catch (Refused e) {
            throw new AdminRefusal(e);
        }
    }

    private static Optional<String> from(JsonBody body) throws Refused {
        return body.has("from") ? Optional.of(body.text("from", MAX_CURSOR)) : Optional.empty();
    }

    private static Place place(JsonBody body) throws Refused {
        var from = from(body);
        if (from.isEmpty()) {
            return Place.START;
        }
        var parts = from.get().split(":", -1);
        try {
            return new Place(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw body.malformed("from", "must be what the answer before said");
        }
    }

    private Map<String, Object> keys() {
        var store = new DynamoKeys(wiring.cloud().table());
        var answer = new LinkedHashMap<String, Object>();
        answer.put("environment", wiring.cloud().environment().name());
        answer.put(
                "roots",
                wiring.cloud().custody().roots().stream()
                        .map(Ed25519PublicKey::encoded)
                        .map(Bytes::base64Url)
                        .toList());
        answer.put(
                "keyCerts",
                Stream.of(KeyUsage.GRANT, KeyUsage.SYNC)
                        .flatMap(usage -> store.newest(usage, ALL_KEYS).stream())
                        .map(ExportBookHandler::certificate)
                        .toList());
        return answer;
    }

    private static Map<String, Object> certificate(PlatformKey key) {
        var certificate = new LinkedHashMap<String, Object>();
        certificate.put("usage", key.usage().name());
        certificate.put("serial", key.serial().value());
        certificate.put("keyCert", key.certificate().base64Url());
        return certificate;
    }

    private Map<String, Object> owners(Optional<String> from) {
        var page = new DynamoOwners(wiring.cloud().table()).page(from, PAGE);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("accounts", page.accounts().stream().map(ExportBookHandler::account).toList());
        answer.put(
                "modules",
                page.modules().stream().flatMap(ExportBookHandler::generations).toList());
        page.next().ifPresent(next -> answer.put("next", next));
        return answer;
    }

    private static Map<String, Object> account(Account account) {
        var state = new LinkedHashMap<String, Object>();
        state.put("account", account.id().toString());
        state.put("version", account.version());
        state.put("available", account.available().minorUnits());
        state.put("held", account.held().minorUnits());
        state.put("currency", account.available().currency().getNumericCode());
        return state;
    }

    private static Stream<Map<String, Object>> generations(PaymentModule module) {
        return module.generations().stream()
                .map(each -> {
                    var generation = new LinkedHashMap<String, Object>();
                    generation.put("module", module.id().toString());
                    generation.put("generation", each.generation().value());
                    generation.put("key", each.signingKey().encoded().base64Url());
                    return generation;
                });
    }

    private Map<String, Object> book(Place from) {
        var page = wiring.export().page(from);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("pieces", page.pieces().stream().map(ExportBookHandler::piece).toList());
        answer.put("next", "%d:%d".formatted(page.next().header(), page.next().blocks()));
        answer.put("complete", page.complete());
        page.broken().ifPresent(what -> answer.put("broken", what));
        if (page.complete()) {
            answer.put(
                    "lanes",
                    wiring.store().lanes().stream()
                            .map(lane -> lane.tip().encoded().base64Url())
                            .toList());
        }
        return answer;
    }

    private static Map<String, Object> piece(Piece piece) {
        var written = new LinkedHashMap<String, Object>();
        switch (piece) {
            case Piece.OfHeader(var header) -> written.put("header", header.base64Url());
            case Piece.OfBlock(var block, var proofs) -> {
                written.put("block", block.base64Url());
                written.put("proofs", proofs.stream().map(ExportBookHandler::proof).toList());
            }
        }
        return written;
    }

    private static List<String> proof(ExportBook.Proof proof) {
        var parts = new ArrayList<String>();
        parts.add(proof.receipt().base64Url());
        proof.grant().map(Bytes::base64Url).ifPresent(parts::add);
        return parts;
    }
}
