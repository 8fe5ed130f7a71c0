package dev.coinless.model.samples;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.code.AuthorizationCode;
import dev.coinless.model.grant.Binding;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.RequestHash;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.HolderProof;
import dev.coinless.model.present.Intent;
import dev.coinless.model.receipt.Ack;
import dev.coinless.model.receipt.Checkpoint;
import dev.coinless.model.receipt.Evidence;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.receipt.VendedItem;
import dev.coinless.model.request.AuthorizationRequest;
import dev.coinless.model.sign.KeyGenerator;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Makes objects with random content; numbers are often at the ends of their ranges, where
/// encodings change their length.
public record Samples(RandomGenerator random) {
    private static final List<String> CURRENCIES =
            List.of("EUR", "USD", "JPY", "BHD", "ALL", "XXX");

    public KeyGenerator keys() {
        return new KeyGenerator(random);
    }

    public Bytes bytes(int count) {
        return keys().bytes(count);
    }

    /// A number in `0..max`, one time in three at an end or where CBOR's length changes.
    public long upTo(long max) {
        long[] edges = {0, 1, 23, 24, 255, 256, 65535, 65536, max - 1, max};
        long edge = edges[random.nextInt(edges.length)];
        return random.nextInt(3) == 0 && edge <= max ? edge : random.nextLong(max + 1);
    }

    public <T> T oneOf(T[] values) {
        return values[random.nextInt(values.length)];
    }

    public ModuleId module() {
        return new ModuleId(bytes(ModuleId.LENGTH));
    }

    public Generation generation() {
        return new Generation((int) upTo(Generation.MAX));
    }

    public Counter counter() {
        return new Counter(upTo(Counter.MAX));
    }

    public Sequence sequence() {
        return new Sequence(Math.max(1, upTo(Sequence.MAX)));
    }

    public KeySerial serial() {
        return new KeySerial(upTo(KeySerial.MAX));
    }

    public GrantId grantId() {
        return new GrantId(bytes(GrantId.LENGTH));
    }

    public RequestHash requestHash() {
        return new RequestHash(bytes(RequestHash.LENGTH));
    }

    public AuthorizationCode code() {
        return new AuthorizationCode(counter(), bytes(AuthorizationCode.MAC_LENGTH));
    }

    public Money money() {
        return Money.of(upTo(Grant.MAX_CAP), CURRENCIES.get(random.nextInt(CURRENCIES.size())));
    }

    public Grant grant(Binding binding) {
        return new Grant(
                grantId(),
                binding,
                module(),
                generation(),
                counter(),
                money(),
                Duration.ofSeconds(upTo(Grant.MAX_TTL_SECONDS)),
                (int) Math.max(1, upTo(255)),
                upTo(Grant.ANY_LINE),
                oneOf(GrantKind.values()));
    }

    public AuthorizationRequest request() {
        return new AuthorizationRequest(
                module(),
                generation(),
                code(),
                (int) upTo(VendedItem.MAX_ITEM),
                money(),
                counter(),
                new Sequence(upTo(Sequence.MAX)));
    }

    public Receipt receipt(Evidence evidence) {
        var items = Stream.generate(this::vendedItem).limit(random.nextInt(4)).toList();
        return new Receipt(
                module(),
                generation(),
                sequence(),
                counter(),
                bytes(Receipt.HASH_LENGTH),
                grantId(),
                evidence,
                oneOf(Outcome.values()),
                money(),
                items);
    }

    public VendedItem vendedItem() {
        return new VendedItem(
                (int) upTo(VendedItem.MAX_ITEM), upTo(Grant.MAX_CAP), random.nextBoolean());
    }

    public Evidence.Holder holderEvidence() {
        return new Evidence.Holder(
                new HolderProof(
                        bytes(16), keys().es256().publicKey(), oneOf(Intent.values()), bytes(64)));
    }

    public Evidence.Request requestEvidence() {
        return new Evidence.Request(requestHash());
    }

    public Checkpoint checkpoint() {
        return new Checkpoint(module(), generation(), counter(), new Sequence(upTo(Sequence.MAX)));
    }

    public Ack ack() {
        return new Ack(module(), generation(), sequence(), bytes(Receipt.HASH_LENGTH));
    }

    public KeyCert keyCert() {
        return new KeyCert(
                serial(), oneOf(KeyUsage.values()), bytes(32), serial(), upTo(0xFFFF_FFFFL));
    }
}
