package dev.coinless.functions.io.table;

import dev.coinless.functions.audit.CashStanding;
import dev.coinless.functions.audit.StoredSales;
import dev.coinless.model.cash.CashSales;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;
import java.time.Instant;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/// How sales for coins look in the table.
///
/// | item | partition key | sort key |
/// |---|---|---|
/// | how far they have come | `T#<module>#<generation>` | `T` |
/// | sales, as the module signed them | `T#<module>#<generation>` | the first new one, 10 digits |
final class CashItems {

    static final String TAKINGS = "T#";

    /// The sort key of a standing; batches have numbers.
    static final String STANDING = "T";

    private static final String VERSION = "ver";

    static final TableSchema<CashStanding> STANDINGS =
            Schema.of(CashStanding.class, CashItems::standing)
                    .key(
                            standing ->
                                    TAKINGS + generation(standing.module(), standing.generation()),
                            _ -> STANDING)
                    .number(VERSION, CashStanding::version)
                    .number("seq", standing -> standing.upTo().value())
                    .bytes("chn", CashStanding::chain)
                    .build();

    static final TableSchema<StoredSales> SALES =
            Schema.of(StoredSales.class, CashItems::sales)
                    .key(
                            stored ->
                                    TAKINGS
                                            + generation(
                                                    stored.batch().module(),
                                                    stored.batch().generation()),
                            stored -> "%010d".formatted(stored.from().value()))
                    .bytes("csh", StoredSales::encoded)
                    .number("frm", stored -> stored.from().value())
                    .number("at", stored -> stored.received().getEpochSecond())
                    .build();

    private CashItems() {}

    static Key standingKey(ModuleId module, Generation generation) {
        return AccountItems.key(TAKINGS + generation(module, generation), STANDING);
    }

    private static String generation(ModuleId module, Generation generation) {
        return module + "#" + generation;
    }

    private static CashStanding standing(Values v) {
        var name = v.keyAfter(TAKINGS);
        int hash = name.indexOf('#');
        return new CashStanding(
                ModuleId.fromHex(name.substring(0, hash)),
                new Generation(Integer.parseInt(name.substring(hash + 1))),
                v.number(VERSION),
                new Sequence(v.number("seq")),
                v.bytes("chn"));
    }

    private static StoredSales sales(Values v) {
        var encoded = v.bytes("csh");
        try {
            return new StoredSales(
                    CashSales.decode(Envelope.parse(ObjectType.CASH, encoded)),
                    encoded,
                    new Sequence(v.number("frm")),
                    Instant.ofEpochSecond(v.number("at")));
        } catch (Malformed e) {
            throw new IllegalStateException("the stored sales are not readable", e);
        }
    }
}
