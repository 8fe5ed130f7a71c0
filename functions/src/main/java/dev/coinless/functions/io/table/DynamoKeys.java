package dev.coinless.functions.io.table;

import dev.coinless.functions.keys.KeyStore;
import dev.coinless.functions.keys.PlatformKey;
import dev.coinless.functions.keys.WrappedFleetSecret;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.sync.Denylist;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

/// The platform's keys in the table, encrypted.
public final class DynamoKeys implements KeyStore {

    private final Table table;

    public DynamoKeys(Table table) {
        this.table = table;
    }

    @Override
    public List<PlatformKey> newest(KeyUsage usage, int limit) {
        var partition = Key.builder().partitionValue(KeyItems.KEY + usage).build();
        return Guard.read(() ->
                table
                        .of(KeyItems.KEYS)
                        .query(query ->
                                query.queryConditional(QueryConditional.keyEqualTo(partition))
                                        .scanIndexForward(false)
                                        .consistentRead(true)
                                        .limit(limit))
                        .items()
                        .stream()
                        .limit(limit)
                        .toList());
    }

    @Override
    public Denylist denylist() {
        return table.find(ControlItems.DENYLISTS, ControlItems.denylistKey())
                .orElse(Denylist.none());
    }

    @Override
    public Optional<PlatformKey> find(KeyUsage usage, KeySerial serial) {
        return table.find(KeyItems.KEYS, KeyItems.key(usage, serial));
    }

    @Override
    public boolean add(PlatformKey key) {
        return table.put(KeyItems.KEYS, key, Conditions.ABSENT) == Write.WRITTEN;
    }

    @Override
    public Optional<WrappedFleetSecret> fleetSecret(int version) {
        return table.find(KeyItems.FLEET_SECRETS, KeyItems.fleetKey(version));
    }

    @Override
    public boolean add(WrappedFleetSecret secret) {
        return table.put(KeyItems.FLEET_SECRETS, secret, Conditions.ABSENT) == Write.WRITTEN;
    }
}
