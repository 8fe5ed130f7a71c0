package dev.coinless.wallet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sync.BundleAssembly;
import dev.coinless.wallet.authorize.HeldGrant;
import dev.coinless.wallet.book.Witnessed;
import dev.coinless.wallet.cloud.Problem;
import dev.coinless.wallet.cloud.Reply;
import dev.coinless.wallet.courier.Parcel;
import dev.coinless.wallet.phone.VisitReport;
import dev.coinless.wallet.receipt.Posting;
import dev.coinless.wallet.receipt.Settlement;
import dev.coinless.wallet.scan.Sighting;

/// The JSON of answers and events: amounts in minor units, bytes in lower-case hexadecimal.
final class Answers {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Answers() {}

    static ObjectNode object() {
        return JSON.objectNode();
    }

    static ObjectNode ok() {
        return JSON.objectNode().put("ok", true);
    }

    static ObjectNode event(String kind) {
        return JSON.objectNode().put("event", kind);
    }

    static ObjectNode error(Problem problem) {
        return error(problem.code().name(), problem.message());
    }

    static ObjectNode error(String code, String message) {
        return JSON.objectNode().put("ok", false).put("error", code).put("message", message);
    }

    /// The cloud's own fields beside `ok`, or the problem.
    static ObjectNode of(Reply reply) {
        return switch (reply) {
            case Reply.Done(JsonNode body) -> {
                var answer = ok();
                body.properties().forEach(each -> answer.set(each.getKey(), each.getValue()));
                yield answer;
            }
            case Reply.Denied(var problem) -> error(problem);
            case Reply.Unanswered(var problem, _) -> error(problem);
        };
    }

    static ObjectNode of(Witnessed witnessed) {
        return switch (witnessed) {
            case Witnessed.Kept(var header) -> put(ok(), header);
            case Witnessed.Proven(var header, var entries, long waiting) -> {
                var answer = put(ok(), header).put("waiting", waiting);
                var list = answer.putArray("entries");
                entries.forEach(entry ->
                        list.addObject()
                                .put("version", entry.version())
                                .put("kind", entry.kind().name())
                                .put("lane", entry.lane().name())
                                .put("at", entry.at().toString()));
                yield answer;
            }
            case Witnessed.Failed(var problem) -> error(problem);
        };
    }

    static ObjectNode put(ObjectNode into, SignedHeader header) {
        return into.put("header", header.number())
                .put("headerAt", header.header().at().toString())
                .put("headerHash", header.hash().hex());
    }

    static ObjectNode put(ObjectNode into, HeldGrant held) {
        var grant = held.grant();
        return into.put("grant", grant.id().toString())
                .put("module", grant.module().toString())
                .put("counter", grant.counter().value())
                .put("cap", grant.cap().minorUnits())
                .put("currency", grant.cap().currency().getCurrencyCode())
                .put("ttl", grant.ttl().toSeconds())
                .put("tokenLength", held.token().encoded().length())
                .put("standing", held.standing().name());
    }

    static ObjectNode put(ObjectNode into, Receipt receipt) {
        into.put("grant", receipt.grant().toString())
                .put("module", receipt.module().toString())
                .put("generation", receipt.generation().value())
                .put("sequence", receipt.sequence().value())
                .put("outcome", receipt.outcome().name())
                .put("amount", receipt.amount().minorUnits())
                .put("currency", receipt.amount().currency().getCurrencyCode());
        var items = into.putArray("items");
        receipt.items()
                .forEach(vend ->
                        items.addObject()
                                .put("item", vend.item())
                                .put("price", vend.price())
                                .put("vended", vend.vended()));
        return into;
    }

    static ObjectNode put(ObjectNode into, Settlement settlement) {
        return into.put("grant", settlement.grant().toString())
                .put("module", settlement.module().toString())
                .put("state", settlement.state())
                .put("captured", settlement.captured().minorUnits())
                .put("currency", settlement.captured().currency().getCurrencyCode());
    }

    static ObjectNode put(ObjectNode into, Posting posting) {
        return into.put("kind", posting.kind().name()).put("object", posting.object().hex());
    }

    static ObjectNode put(ObjectNode into, Sighting sighting) {
        var advertisement = sighting.advertisement();
        into.put("name", sighting.name())
                .put("module", sighting.module().toString())
                .put("address", sighting.address())
                .put("rssi", sighting.rssi())
                .put("counter", advertisement.code().counter().value())
                .put("priceHint", advertisement.priceHint())
                .put("advertisement", advertisement.encoded().hex());
        var flags = into.putArray("flags");
        advertisement.flags().stream().sorted().forEach(flag -> flags.add(flag.name()));
        return into;
    }

    static ObjectNode put(ObjectNode into, VisitReport report) {
        into.put("bundles", report.bundles())
                .put("pulled", report.pulled())
                .put("pushed", report.pushed())
                .put("message", report.text());
        report.end().ifPresent(end -> into.put("end", end.name()));
        return into;
    }

    static ObjectNode put(ObjectNode into, Parcel parcel) {
        into.put("module", parcel.module().toString())
                .put("up", parcel.up().map(Bytes::length).orElse(0))
                .put("down", parcel.down().map(Bytes::length).orElse(0))
                .put("pushed", parcel.pushed());
        if (parcel.pulling() instanceof BundleAssembly.Partial(_, int total, var received)) {
            into.put("pulled", received.length()).put("of", total);
        }
        return into;
    }

    static Problem usage(String message) {
        return Problem.of(Refusal.MALFORMED, message);
    }
}
