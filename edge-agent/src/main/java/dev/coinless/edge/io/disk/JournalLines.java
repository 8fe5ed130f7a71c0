package dev.coinless.edge.io.disk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinless.edge.journal.JournalRecord;
import dev.coinless.edge.journal.JournalRecord.Acknowledged;
import dev.coinless.edge.journal.JournalRecord.Certified;
import dev.coinless.edge.journal.JournalRecord.Configured;
import dev.coinless.edge.journal.JournalRecord.Consumed;
import dev.coinless.edge.journal.JournalRecord.Denied;
import dev.coinless.edge.journal.JournalRecord.Intended;
import dev.coinless.edge.journal.JournalRecord.Receipted;
import dev.coinless.edge.journal.JournalRecord.Refused;
import dev.coinless.edge.journal.JournalRecord.Reserved;
import dev.coinless.edge.journal.JournalRecord.Resulted;
import dev.coinless.edge.journal.JournalRecord.Sold;
import dev.coinless.edge.journal.JournalRecord.SoldAcknowledged;
import dev.coinless.edge.journal.JournalRecord.Witnessed;
import java.util.LinkedHashMap;
import java.util.Map;

/// Journal records for people and tools, one JSON object each; no token and no proof among them.
public final class JournalLines {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JournalLines() {}

    public static String line(JournalRecord record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", record.kind().name());
        switch (record) {
            case Reserved(var upTo, var powered) -> {
                fields.put("counter", upTo.value());
                fields.put("poweredSeconds", powered.toSeconds());
            }
            case Consumed(var consumption) -> {
                fields.put("counter", consumption.counter().value());
                fields.put("grant", consumption.grant().toString());
                fields.put("cap", consumption.cap().minorUnits());
                fields.put("currency", consumption.cap().currency().getCurrencyCode());
            }
            case Intended(var counter, int number, int item, long price) -> {
                fields.put("counter", counter.value());
                fields.put("vend", number);
                fields.put("item", item);
                fields.put("price", price);
            }
            case Resulted(var counter, int number, var result) -> {
                fields.put("counter", counter.value());
                fields.put("vend", number);
                fields.put("result", result.name());
            }
            case Receipted(var counter, var sequence, var receipt) -> {
                fields.put("counter", counter.value());
                fields.put("sequence", sequence.value());
                fields.put("receipt", receipt.base64Url());
            }
            case Acknowledged(var upTo, _) -> fields.put("sequence", upTo.value());
            case Certified(var keyCert) -> fields.put("keyCert", keyCert.base64Url());
            case Refused(var reason, long count) -> {
                fields.put("reason", reason.name());
                fields.put("count", count);
            }
            case Configured(var config) -> fields.put("config", config.base64Url());
            case Denied(var denylist) -> fields.put("denylist", denylist.base64Url());
            case Sold(var number, var sale, _) -> {
                fields.put("number", number.value());
                fields.put("source", sale.source().name());
                fields.put("place", sale.place());
                fields.put("price", sale.price());
                fields.put("remarks", sale.remarks().stream().map(Enum::name).sorted().toList());
                fields.put("poweredSeconds", sale.powered());
            }
            case SoldAcknowledged(var upTo) -> fields.put("number", upTo.value());
            case Witnessed(var header) -> fields.put("header", header.base64Url());
        }
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings and numbers is always JSON", e);
        }
    }
}
