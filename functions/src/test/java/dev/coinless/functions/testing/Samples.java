package dev.coinless.functions.testing;

import dev.coinless.functions.keys.PlatformKey;
import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Entry;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.ledger.HoldState;
import dev.coinless.functions.module.LineOffer;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.redeem.Judgement;
import dev.coinless.functions.redeem.StoredReceipt;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.Binding;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.Presentation;
import dev.coinless.model.receipt.Evidence;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.seal.SealPrivateKey;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.model.sign.KeyGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes accounts, holds and receipts that fit together, from a seed.
public final class Samples {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    public static final Currency EUR = Currency.getInstance("EUR");
    public static final ModuleId M7 = ModuleId.fromHex("0a0b0c0d0e07");
    public static final ModuleId M8 = ModuleId.fromHex("0a0b0c0d0e08");

    private final KeyGenerator generator;
    private final Ed25519PrivateKey issuer;
    private final Ed25519PrivateKey moduleKey;
    private final Map<GrantId, Es256PrivateKey> holders = new HashMap<>();
    private final SealPrivateKey sealing;
    private Sequence sequence = new Sequence(0);
    private Bytes previous = Receipt.NO_PREVIOUS;

    public Samples(long seed) {
        this.generator = new KeyGenerator(AwsMode.dice(seed));
        this.issuer = generator.ed25519();
        this.moduleKey = generator.ed25519();
        this.sealing = generator.x25519();
    }

    public KeyGenerator generator() {
        return generator;
    }

    public Ed25519PrivateKey moduleKey() {
        return moduleKey;
    }

    /// A new account with this much available.
    public Account account(long available) {
        var key = generator.es256().publicKey();
        var nothing = Money.zero(EUR);
        var opened = Account.opened(new AccountId(key.thumbprint()), key, nothing);
        return available == 0 ? opened : opened.credited(new Money(available, EUR));
    }

    /// M7 of operator A, generation 1.
    public PaymentModule module() {
        return module(
                "EUR",
                true,
                List.of(
                        new PaymentModule.Enrolled(
                                new Generation(1),
                                moduleKey.publicKey(),
                                Optional.of(sealing.publicKey()),
                                1,
                                false)));
    }

    /// M7 with other facts.
    public PaymentModule module(
            String currency, boolean licensed, List<PaymentModule.Enrolled> generations) {
        return new PaymentModule(
                M7,
                1,
                "A",
                "Snacks",
                Currency.getInstance(currency),
                GrantKind.VEND,
                licensed,
                Map.of(12, 175L, 14, 250L),
                List.of(),
                generations);
    }

    /// L3 of operator B, though with M7's keys: washer on line 1, dryer on line 2.
    public PaymentModule laundry() {
        return new PaymentModule(
                M7,
                1,
                "B",
                "Laundry",
                EUR,
                GrantKind.PULSE,
                true,
                Map.of(),
                List.of(
                        new LineOffer(1, "Washer", 50, 200, 500),
                        new LineOffer(2, "Dryer", 20, 20, 600)),
                module().generations());
    }

    /// An open hold of 500 at M7 on a code, for the account as it is.
    public Hold hold(Account account, long counter) {
        return hold(account, counter, Optional.empty());
    }

    /// The same, bound to a request if one is given.
    public Hold hold(Account account, long counter, Optional<Binding> bound) {
        var holder = generator.es256();
        var id = new GrantId(generator.bytes(GrantId.LENGTH));
        holders.put(id, holder);
        var binding =
                bound.orElseGet(
                        () -> new Binding.Holder(holder.publicKey().thumbprint().confirmation()));
        var cap = new Money(500, EUR);
        var grant =
                new Grant(
                        id,
                        binding,
                        M7,
                        new Generation(1),
                        new Counter(counter),
                        cap,
                        Duration.ofMinutes(5),
                        1,
                        Grant.ANY_LINE,
                        GrantKind.VEND);
        var token = grant.sign(new KeySerial(1), issuer, PaymentUnit.ENVIRONMENT);
        return new Hold(
                account.id(),
                "A",
                generator.bytes(32),
                token,
                new Entry(Entry.Kind.HOLD, account.version() + 1, NOW, cap),
                account.available().minorUnits() >= 500
                        ? account.available().minus(cap)
                        : Money.zero(EUR),
                List.of(),
                new HoldState.Held());
    }

    /// The holder's own proof for a hold.
    public Evidence proof(Hold hold, Intent intent) {
        var nonce = generator.bytes(16);
        var holder = Optional.ofNullable(holders.get(hold.id())).orElseThrow();
        var presentation =
                Presentation.of(hold.token(), holder, nonce, intent, PaymentUnit.ENVIRONMENT);
        return new Evidence.Holder(presentation.proofFor(nonce));
    }

    /// The next receipt of M7's chain, with the holder's proof.
    public StoredReceipt receipt(Hold hold, Outcome outcome, long amount) {
        sequence = sequence.next();
        var stored =
                receipt(M7, sequence, previous, hold, proof(hold, Intent.PAY), outcome, amount);
        previous = stored.hash();
        return stored;
    }

    /// Another receipt with the key of one that exists.
    public StoredReceipt receiptInPlaceOf(StoredReceipt other, Hold hold, long amount) {
        return receipt(
                M7,
                other.key().sequence(),
                other.receipt().previous(),
                hold,
                proof(hold, Intent.PAY),
                Outcome.VENDED,
                amount);
    }

    /// A receipt with everything given.
    public StoredReceipt receipt(
            ModuleId module,
            Sequence number,
            Bytes predecessor,
            Hold hold,
            Evidence evidence,
            Outcome outcome,
            long amount) {
        var receipt =
                new Receipt(
                        module,
                        new Generation(1),
                        number,
                        new Counter(0),
                        predecessor,
                        hold.id(),
                        evidence,
                        outcome,
                        new Money(amount, EUR),
                        List.of());
        var signed = receipt.sign(moduleKey, PaymentUnit.ENVIRONMENT);
        return new StoredReceipt(receipt, signed.encoded(), Judgement.SALE);
    }

    public PlatformKey key(KeyUsage usage, long serial) {
        return new PlatformKey(
                usage, new KeySerial(serial), generator.bytes(120), generator.bytes(60), NOW);
    }
}
