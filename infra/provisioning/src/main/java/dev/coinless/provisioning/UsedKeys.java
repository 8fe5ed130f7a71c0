package dev.coinless.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.model.book.Block;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.export.AccountState;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.wire.Malformed;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the pieces of an export rest on: an export has the keys that sign something in it, and no
/// other.
final class UsedKeys {

    private final Set<String> certificates = new HashSet<>();
    private final Set<String> modules = new HashSet<>();
    private final Map<AccountId, Long> versions = new HashMap<>();
    private long headers;
    private long entries;

    /// Takes note of a piece as `ExportBook` gives it.
    void note(JsonNode piece) throws Malformed {
        if (piece.has("header")) {
            var header = SignedHeader.parse(ExportLedger.bytes(piece.path("header")));
            certificates.add(name(KeyUsage.SYNC, header.issuer().value()));
            headers++;
            return;
        }
        for (var entry : Block.decode(ExportLedger.bytes(piece.path("block"))).entries()) {
            versions.merge(entry.account(), 1L, Long::sum);
            entry.receipt()
                    .ifPresent(receipt ->
                            modules.add(
                                    "%s#%03d"
                                            .formatted(
                                                    receipt.module(),
                                                    receipt.generation().value())));
            entries++;
        }
        for (var proof : piece.path("proofs")) {
            if (proof.has(1)) {
                var issuer = GrantToken.parse(ExportLedger.bytes(proof.path(1))).issuer();
                certificates.add(name(KeyUsage.GRANT, issuer.value()));
            }
        }
    }

    private static String name(KeyUsage usage, long serial) {
        return usage + "/" + serial;
    }

    long headers() {
        return headers;
    }

    long entries() {
        return entries;
    }

    Set<AccountId> accounts() {
        return versions.keySet();
    }

    boolean module(String name) {
        return modules.contains(name);
    }

    /// Whether there are as many entries of each account as it has versions.
    boolean cover(Collection<AccountState> accounts) {
        return accounts.stream()
                .allMatch(each -> versions.getOrDefault(each.account(), 0L) >= each.version());
    }

    /// Of all certificates those that sign something, in the order of an export.
    List<Bytes> certificates(JsonNode all) {
        return all.valueStream()
                .filter(each ->
                        certificates.contains(
                                each.path("usage").asText() + "/" + each.path("serial").asLong()))
                .sorted(ExportLedger.byUsageAndSerial())
                .map(each -> ExportLedger.bytes(each.path("keyCert")))
                .toList();
    }
}
