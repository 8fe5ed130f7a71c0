package dev.coinless.functions.io.table;

import dev.coinless.functions.keys.PlatformKey;
import dev.coinless.functions.keys.WrappedFleetSecret;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.keys.KeyUsage;
import java.time.Instant;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/// How the platform's keys look in the table: partition key `K#<usage>` or `K#FLEET`, sort key the
/// serial or version in 10 digits.
final class KeyItems {

    static final String KEY = "K#";
    private static final String FLEET = KEY + "FLEET";

    static final TableSchema<PlatformKey> KEYS =
            Schema.of(
                            PlatformKey.class,
                            v ->
                                    new PlatformKey(
                                            KeyUsage.valueOf(v.keyAfter(KEY)),
                                            new KeySerial(Long.parseLong(v.text(Schema.SORT))),
                                            v.bytes("crt"),
                                            v.bytes("wrp"),
                                            Instant.ofEpochSecond(v.number("at"))))
                    .key(key -> KEY + key.usage(), key -> digits(key.serial().value()))
                    .bytes("crt", PlatformKey::certificate)
                    .bytes("wrp", PlatformKey::wrapped)
                    .number("at", key -> key.made().getEpochSecond())
                    .build();

    static final TableSchema<WrappedFleetSecret> FLEET_SECRETS =
            Schema.of(
                            WrappedFleetSecret.class,
                            v ->
                                    new WrappedFleetSecret(
                                            Integer.parseInt(v.text(Schema.SORT)), v.bytes("wrp")))
                    .key(_ -> FLEET, secret -> digits(secret.version()))
                    .bytes("wrp", WrappedFleetSecret::wrapped)
                    .build();

    private KeyItems() {}

    static Key key(KeyUsage usage, KeySerial serial) {
        return AccountItems.key(KEY + usage, digits(serial.value()));
    }

    static Key fleetKey(int version) {
        return AccountItems.key(FLEET, digits(version));
    }

    private static String digits(long number) {
        return "%010d".formatted(number);
    }
}
