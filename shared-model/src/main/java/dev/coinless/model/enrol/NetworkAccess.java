package dev.coinless.model.enrol;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.List;

/// How a module with a network reaches the platform by MQTT: where, as whom, and which server to
/// trust.
///
/// @param endpoint `host` or `host:port`, at most 260 characters
/// @param certificate the module's own, for the key of its certificate request; X.509, DER
/// @param serverRoots one to four roots of the server's certificate; X.509, DER
public record NetworkAccess(String endpoint, Bytes certificate, List<Bytes> serverRoots) {

    /// A DNS name of 253 characters, a colon and a port.
    private static final int MAX_ENDPOINT = 260;

    /// Amazon's device certificates have about 900 bytes, its roots 430 to 1350.
    private static final int MAX_CERTIFICATE = 2048;

    private static final int MAX_SERVER_ROOTS = 4;
    private static final int FIELDS = 3;

    public NetworkAccess {
        serverRoots = List.copyOf(serverRoots);
    }

    Item item() {
        return Item.array(
                Item.of(endpoint),
                Item.of(certificate),
                new Item.Array(serverRoots.stream().map(Item::of).toList()));
    }

    static NetworkAccess decode(Item item) throws Malformed {
        var fields = item.items("network access", FIELDS);
        var roots = new ArrayList<Bytes>();
        for (var root : fields.get(2).itemsUpTo("server roots", MAX_SERVER_ROOTS)) {
            roots.add(root.bytesUpTo("server root", MAX_CERTIFICATE));
        }
        if (roots.isEmpty()) {
            throw new Malformed("network access without a server root to trust");
        }
        return new NetworkAccess(
                fields.get(0).text("endpoint", MAX_ENDPOINT),
                fields.get(1).bytesUpTo("certificate", MAX_CERTIFICATE),
                roots);
    }
}
