package dev.coinless.localstack.cloud.tables;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.localstack.cloud.Json;
import java.util.Map;
import java.util.TreeMap;

/// Capacity units since the last reset, per operation. Safe for use by any thread.
public final class UnitTotals {

    private record Total(long calls, double writeUnits, double readUnits) {
        Total plus(double writes, double reads) {
            return new Total(calls + 1, writeUnits + writes, readUnits + reads);
        }
    }

    private final Map<String, Total> byOperation = new TreeMap<>();

    synchronized void addWrite(String operation, double units) {
        add(operation, units, 0);
    }

    synchronized void addRead(String operation, double units) {
        add(operation, 0, units);
    }

    public synchronized void reset() {
        byOperation.clear();
    }

    /// `{"writeUnits":..,"readUnits":..,"operations":{"PutItem":{"calls":..,..}}}`
    public synchronized ObjectNode toJson() {
        var json = Json.object();
        json.put("writeUnits", byOperation.values().stream().mapToDouble(Total::writeUnits).sum());
        json.put("readUnits", byOperation.values().stream().mapToDouble(Total::readUnits).sum());
        var operations = json.putObject("operations");
        byOperation.forEach((name, total) ->
                operations
                        .putObject(name)
                        .put("calls", total.calls())
                        .put("writeUnits", total.writeUnits())
                        .put("readUnits", total.readUnits()));
        return json;
    }

    private void add(String operation, double writes, double reads) {
        byOperation.merge(
                operation, new Total(1, writes, reads), (old, _) -> old.plus(writes, reads));
    }
}
