package dev.coinless.functions.io.table;

import dev.coinless.functions.policy.Exposure;
import dev.coinless.model.id.ModuleId;
import java.time.Instant;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/// How what limits look at looks in the table, as far as no account has it.
///
/// | item | partition key | sort key |
/// |---|---|---|
/// | exposure of a module | `X#<module>` | `X` |
final class LimitItems {

    private static final String EXPOSURE = "X#";

    static final TableSchema<Exposure> EXPOSURES =
            Schema.of(
                            Exposure.class,
                            v ->
                                    new Exposure(
                                            ModuleId.fromHex(v.keyAfter(EXPOSURE)),
                                            v.number("amt"),
                                            Instant.ofEpochSecond(v.number("at"))))
                    .key(exposure -> EXPOSURE + exposure.module(), _ -> "X")
                    .number("amt", Exposure::minorUnits)
                    .number("at", exposure -> exposure.at().getEpochSecond())
                    .build();

    private LimitItems() {}

    static Key exposureKey(ModuleId module) {
        return AccountItems.key(EXPOSURE + module, "X");
    }
}
