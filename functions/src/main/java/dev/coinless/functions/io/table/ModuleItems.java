package dev.coinless.functions.io.table;

import dev.coinless.functions.ledger.ReceiptKey;
import dev.coinless.functions.module.Claim;
import dev.coinless.functions.module.GenerationProgress;
import dev.coinless.functions.module.LineOffer;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.module.Progress;
import dev.coinless.functions.redeem.Judgement;
import dev.coinless.functions.redeem.StoredReceipt;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.seal.SealPublicKey;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/// How modules, their progress and their receipts look in the table.
///
/// | item | partition key | sort key |
/// |---|---|---|
/// | module | `M#<module>` | `M` |
/// | progress | `P#<module>` | `P` |
/// | receipt | `R#<module>#<generation>` | sequence, 10 digits |
/// | contradicting receipt | `F#<module>#<generation>` | sequence `#` its hash |
final class ModuleItems {

    static final String MODULE = "M#";

    /// Not the module's own partition: policies go by partition, and whoever takes in a receipt
    /// must not be able to write a module's keys.
    static final String PROGRESS_OF = "P#";

    static final String RECEIPT = "R#";
    static final String FORK = "F#";
    static final String VERSION = "ver";

    private static final TableSchema<PaymentModule.Enrolled> ENROLLED =
            Schema.of(
                            PaymentModule.Enrolled.class,
                            v ->
                                    new PaymentModule.Enrolled(
                                            new Generation((int) v.number("g")),
                                            new Ed25519PublicKey(v.bytes("key")),
                                            v.find("slk").map(SealPublicKey::new),
                                            (int) v.number("fs"),
                                            v.numberOr("net", 0) == 1))
                    .number("g", enrolled -> (long) enrolled.generation().value())
                    .bytes("key", enrolled -> enrolled.signingKey().encoded())
                    .bytes(
                            "slk",
                            enrolled ->
                                    enrolled.sealingKey().map(SealPublicKey::encoded).orElse(null))
                    .number("fs", enrolled -> (long) enrolled.fleetSecret())
                    .number("net", enrolled -> enrolled.networked() ? 1L : null)
                    .build();

    private static final TableSchema<LineOffer> LINE =
            Schema.of(
                            LineOffer.class,
                            v ->
                                    new LineOffer(
                                            (int) v.number("n"),
                                            v.text("nam"),
                                            v.number("val"),
                                            v.number("min"),
                                            v.number("max")))
                    .number("n", offer -> (long) offer.line())
                    .text("nam", LineOffer::name)
                    .number("val", LineOffer::value)
                    .number("min", LineOffer::min)
                    .number("max", LineOffer::max)
                    .build();

    static final TableSchema<PaymentModule> MODULES =
            Schema.of(PaymentModule.class, ModuleItems::module)
                    .upgrade(_ -> {}) // form 1 kept no sealing keys
                    .upgrade(_ -> {}) // form 2 did not say who has a network
                    .key(module -> MODULE + module.id(), _ -> "M")
                    .number(VERSION, PaymentModule::version)
                    .text("op", PaymentModule::operator)
                    .text("nam", PaymentModule::name)
                    .text("cur", module -> module.currency().getCurrencyCode())
                    .text("knd", module -> module.kind().name())
                    .number("lic", module -> module.licensed() ? 1L : 0L)
                    .numberMap("prc", ModuleItems::prices)
                    .documents("lns", LineOffer.class, LINE, ModuleItems::lines)
                    .documents(
                            "gen",
                            PaymentModule.Enrolled.class,
                            ENROLLED,
                            PaymentModule::generations)
                    .build();

    private static final TableSchema<GenerationProgress> GENERATION =
            Schema.of(GenerationProgress.class, ModuleItems::generation)
                    .number("g", progress -> (long) progress.generation().value())
                    .number("seq", progress -> progress.contiguous().value())
                    .bytes("hsh", GenerationProgress::hash)
                    .number("prv", progress -> progress.proven().value())
                    .number("clf", progress -> progress.claimed().floor().value())
                    .number("cls", progress -> progress.claimed().sequence().value())
                    .number("lsf", progress -> progress.latest().floor().value())
                    .number("lss", progress -> progress.latest().sequence().value())
                    .numbers(
                            "spt",
                            progress -> progress.spent().stream().map(Counter::value).toList())
                    .number("qrt", progress -> progress.quarantined() ? 1L : 0L)
                    .build();

    static final TableSchema<Progress> PROGRESS =
            Schema.of(
                            Progress.class,
                            v ->
                                    new Progress(
                                            ModuleId.fromHex(v.keyAfter(PROGRESS_OF)),
                                            v.number(VERSION),
                                            v.list("gen")))
                    .upgrade(_ -> {}) // form 1 kept the highest claim only
                    .key(progress -> PROGRESS_OF + progress.module(), _ -> "P")
                    .number(VERSION, Progress::version)
                    .documents("gen", GenerationProgress.class, GENERATION, Progress::generations)
                    .build();

    static final TableSchema<StoredReceipt> RECEIPTS = receipts(RECEIPT);

    static final TableSchema<StoredReceipt> FORKS = receipts(FORK);

    private ModuleItems() {}

    static Key moduleKey(ModuleId id) {
        return AccountItems.key(MODULE + id, "M");
    }

    static Key progressKey(ModuleId id) {
        return AccountItems.key(PROGRESS_OF + id, "P");
    }

    static Key receiptKey(ReceiptKey key) {
        return AccountItems.key(RECEIPT + generationOf(key), sequence(key.sequence()));
    }

    static String forksOf(ModuleId module, Generation generation) {
        return FORK + module + "#" + generation;
    }

    static String generationOf(ReceiptKey key) {
        return key.module() + "#" + key.generation();
    }

    private static String sequence(Sequence sequence) {
        return "%010d".formatted(sequence.value());
    }

    private static TableSchema<StoredReceipt> receipts(String prefix) {
        return Schema.of(StoredReceipt.class, ModuleItems::receipt)
                .key(
                        stored -> prefix + generationOf(stored.key()),
                        stored ->
                                prefix.equals(FORK)
                                        ? sequence(stored.key().sequence())
                                                + "#"
                                                + stored.hash().first(8).hex()
                                        : sequence(stored.key().sequence()))
                .bytes("rcp", StoredReceipt::encoded)
                .text("jdg", stored -> stored.judgement().name())
                .build();
    }

    static StoredReceipt stored(Bytes encoded, Judgement judgement) {
        try {
            var envelope = Envelope.parse(ObjectType.RECEIPT, encoded);
            return new StoredReceipt(Receipt.decode(envelope), encoded, judgement);
        } catch (Malformed e) {
            throw new IllegalStateException("the stored receipt is not readable", e);
        }
    }

    private static StoredReceipt receipt(Values v) {
        return stored(v.bytes("rcp"), Judgement.valueOf(v.text("jdg")));
    }

    private static Map<String, Long> prices(PaymentModule module) {
        var prices = new HashMap<String, Long>();
        module.prices().forEach((item, price) -> prices.put(item.toString(), price));
        return prices;
    }

    /// Only a pulse machine's item has them.
    private static @Nullable List<LineOffer> lines(PaymentModule module) {
        return module.lines().isEmpty() ? null : module.lines();
    }

    private static PaymentModule module(Values v) {
        var prices = new HashMap<Integer, Long>();
        v.<Long>map("prc").forEach((item, price) -> prices.put(Integer.valueOf(item), price));
        return new PaymentModule(
                ModuleId.fromHex(v.keyAfter(MODULE)),
                v.number(VERSION),
                v.text("op"),
                v.text("nam"),
                Currency.getInstance(v.text("cur")),
                GrantKind.valueOf(v.text("knd")),
                v.number("lic") == 1,
                prices,
                v.has("lns") ? v.list("lns") : List.of(),
                v.list("gen"));
    }

    private static GenerationProgress generation(Values v) {
        return new GenerationProgress(
                new Generation((int) v.number("g")),
                new Sequence(v.number("seq")),
                v.bytes("hsh"),
                new Counter(v.number("prv")),
                new Claim(new Counter(v.number("clf")), new Sequence(v.number("cls"))),
                new Claim(
                        new Counter(v.numberOr("lsf", v.number("clf"))),
                        new Sequence(v.numberOr("lss", v.number("cls")))),
                v.<Long>list("spt").stream().map(Counter::new).toList(),
                v.number("qrt") == 1);
    }
}
