package dev.coinless.model.samples;

import dev.coinless.model.book.BookEntry;
import dev.coinless.model.book.BookPosting;
import dev.coinless.model.book.EntryKind;
import dev.coinless.model.book.Header;
import dev.coinless.model.book.Lane;
import dev.coinless.model.book.LaneTip;
import dev.coinless.model.book.MerkleFrontier;
import dev.coinless.model.book.ReceiptReference;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.export.AccountState;
import dev.coinless.model.export.EntryProof;
import dev.coinless.model.export.ExportWriter;
import dev.coinless.model.export.ModuleKey;
import dev.coinless.model.grant.Binding;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.id.Thumbprint;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.Presentation;
import dev.coinless.model.receipt.Evidence;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.receipt.VendedItem;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Es256PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// A genuine small Book: customers get credit and buy at the modules of two operators, of which one
/// sale is bound to a request and one hold ends without a sale; written as an export.
public final class ExportSample {
    private static final KeySerial SERIAL = new KeySerial(3);
    private static final int EUR = 978;
    private static final long CREDIT = 1000;
    private static final long CAP = 500;
    private static final long PRICE = 175;
    private static final int FORGED = 3;

    private final Samples samples;
    private final Ed25519PrivateKey root;
    private final Ed25519PrivateKey syncKey;
    private final Ed25519PrivateKey grantKey;
    private final Map<Lane, LaneTip> lanes = new HashMap<>();
    private final Map<Lane, List<BookEntry>> waiting = new HashMap<>();
    private final Map<AccountId, Long> versions = new HashMap<>();
    private final Map<AccountId, Long> balances = new HashMap<>();
    private final Map<Bytes, EntryProof> proofs = new HashMap<>();
    private final List<Seller> sellers = new ArrayList<>();
    private MerkleFrontier headers = MerkleFrontier.EMPTY;
    private long now = 1_800_000_000L;

    private record Seller(Lane lane, ModuleId module, Ed25519PrivateKey key, List<Bytes> receipts) {

        ModuleKey publicKey() {
            return new ModuleKey(module, new Generation(1), key.publicKey());
        }
    }

    private ExportSample(Samples samples) {
        this.samples = samples;
        root = samples.keys().ed25519();
        syncKey = samples.keys().ed25519();
        grantKey = samples.keys().ed25519();
    }

    /// What a reader trusts, and the lines.
    public record Exported(Thumbprint root, List<String> lines) {

        public String text() {
            return String.join("", lines);
        }
    }

    /// A Book with nothing wrong.
    ///
    /// @param customers each buys at both operators, the second by requests
    public static Exported genuine(Samples samples, int customers) {
        return new ExportSample(samples).export(customers, entry -> entry);
    }

    /// A Book of which the platform itself forged entries before it sealed them.
    public static Exported with(Samples samples, UnaryOperator<BookEntry> forgery) {
        return new ExportSample(samples).export(FORGED, forgery);
    }

    private Exported export(int customers, UnaryOperator<BookEntry> forgery) {
        sellers.add(seller("A"));
        sellers.add(seller("B"));
        sellers.sort(Comparator.comparing(each -> each.module().value()));
        var book = new ArrayList<String>();
        var parts = new ArrayList<Consumer<ExportWriter>>();
        for (int customer = 0; customer < customers; customer++) {
            history(customer);
            parts.add(seal(forgery));
        }
        var writer = new ExportWriter(book::add);
        preamble(writer);
        parts.forEach(part -> part.accept(writer));
        writer.end();
        return new Exported(root.publicKey().thumbprint(), book);
    }

    private void history(int customer) {
        var account = new AccountId(new Thumbprint(samples.bytes(32)));
        post(
                account,
                Lane.PLATFORM,
                "CREDIT",
                samples.bytes(16),
                Optional.empty(),
                new BookPosting("platform/promotion", -CREDIT, EUR),
                available(account, CREDIT));
        for (var seller : sellers) {
            sale(account, seller, customer == 1);
        }
    }

    private void sale(AccountId account, Seller seller, boolean bound) {
        long cap = bound ? PRICE : CAP;
        var holder = samples.keys().es256();
        var request = samples.requestHash();
        Binding binding =
                bound
                        ? new Binding.Request(request)
                        : new Binding.Holder(holder.publicKey().thumbprint().confirmation());
        var token = token(seller, binding, cap);
        var source = token.grant().id().value();
        post(
                account,
                seller.lane(),
                "HOLD",
                source,
                Optional.empty(),
                available(account, -cap),
                held(account, cap));
        boolean sold = bound || samples.random().nextInt(4) > 0;
        Evidence evidence = bound ? new Evidence.Request(request) : wanted(token, holder);
        end(account, seller, token, evidence, sold);
    }

    private Evidence wanted(GrantToken token, Es256PrivateKey holder) {
        var nonce = samples.bytes(16);
        return new Evidence.Holder(
                Presentation.of(token, holder, nonce, Intent.PAY, SignedSample.ENVIRONMENT)
                        .proofFor(nonce));
    }

    private void end(
            AccountId account, Seller seller, GrantToken token, Evidence evidence, boolean sold) {
        long cap = token.grant().cap().minorUnits();
        long price = sold ? PRICE : 0;
        var source = token.grant().id().value();
        var receipt = receipt(seller, token, evidence, price);
        var reference =
                new ReceiptReference(
                        seller.module(),
                        new Generation(1),
                        new Sequence(seller.receipts().size()),
                        receipt.sha256());
        proofs.put(source, new EntryProof(receipt, Optional.of(token.encoded())));
        if (sold) {
            post(
                    account,
                    seller.lane(),
                    "CAPTURE",
                    source,
                    Optional.of(reference),
                    held(account, -cap),
                    new BookPosting("operator/" + seller.lane() + "/payable", price, EUR),
                    available(account, cap - price));
        } else {
            post(
                    account,
                    seller.lane(),
                    "VOID",
                    source,
                    Optional.of(reference),
                    held(account, -cap),
                    available(account, cap));
        }
    }

    private GrantToken token(Seller seller, Binding binding, long cap) {
        return new Grant(
                        new GrantId(samples.bytes(16)),
                        binding,
                        seller.module(),
                        new Generation(1),
                        new Counter(seller.receipts().size() + 1),
                        Money.of(cap, "EUR"),
                        Duration.ofSeconds(300),
                        1,
                        Grant.ANY_LINE,
                        GrantKind.VEND)
                .sign(SERIAL, grantKey, SignedSample.ENVIRONMENT);
    }

    private Bytes receipt(Seller seller, GrantToken token, Evidence evidence, long price) {
        var previous =
                seller.receipts().isEmpty()
                        ? Receipt.NO_PREVIOUS
                        : seller.receipts().getLast().sha256();
        var encoded =
                new Receipt(
                                seller.module(),
                                new Generation(1),
                                new Sequence(seller.receipts().size() + 1),
                                new Counter(1),
                                previous,
                                token.grant().id(),
                                evidence,
                                price > 0 ? Outcome.VENDED : Outcome.FAILED,
                                Money.of(price, "EUR"),
                                List.of(new VendedItem(12, PRICE, price > 0)))
                        .sign(seller.key(), SignedSample.ENVIRONMENT)
                        .encoded();
        seller.receipts().add(encoded);
        return encoded;
    }

    private void post(
            AccountId account,
            Lane lane,
            String kind,
            Bytes source,
            Optional<ReceiptReference> receipt,
            BookPosting... postings) {
        long version = versions.merge(account, 1L, Long::sum);
        var entry =
                new BookEntry(
                        account,
                        version,
                        lane,
                        new EntryKind(kind),
                        Instant.ofEpochSecond(now++),
                        source,
                        List.of(postings),
                        receipt);
        waiting.computeIfAbsent(lane, _ -> new ArrayList<>()).add(entry);
    }

    /// Seals what waits, each lane in a block, under a header.
    private Consumer<ExportWriter> seal(UnaryOperator<BookEntry> forgery) {
        var blocks =
                waiting.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(each -> {
                            var tip =
                                    lanes.getOrDefault(each.getKey(), LaneTip.start(each.getKey()));
                            var entries = each.getValue().stream().map(forgery).toList();
                            var block = tip.seal(entries, Instant.ofEpochSecond(now++));
                            lanes.put(each.getKey(), tip.plus(block));
                            return block;
                        })
                        .toList();
        waiting.clear();
        var heads = lanes.values().stream().map(LaneTip::head).toList();
        var header =
                Header.next(headers, heads, Instant.ofEpochSecond(now++))
                        .sign(SERIAL, syncKey, SignedSample.ENVIRONMENT);
        headers = headers.plus(header.hash());
        return writer -> {
            blocks.forEach(block -> writer.block(block, entry -> proofs.get(entry.source())));
            writer.header(header);
        };
    }

    private void preamble(ExportWriter writer) {
        writer.start(SignedSample.ENVIRONMENT);
        writer.root(root.publicKey());
        writer.keyCert(certificate(KeyUsage.GRANT, grantKey));
        writer.keyCert(certificate(KeyUsage.SYNC, syncKey));
        sellers.forEach(seller -> writer.module(seller.publicKey()));
        versions.keySet().stream()
                .sorted(Comparator.comparing(each -> each.thumbprint().value()))
                .forEach(account ->
                        writer.account(
                                new AccountState(
                                        account,
                                        versions.get(account),
                                        List.of(balance(account, "available")))));
    }

    private BookPosting balance(AccountId account, String name) {
        var ledgerAccount = "customer/%s/%s".formatted(account, name);
        return new BookPosting(ledgerAccount, balances.getOrDefault(account, 0L), EUR);
    }

    private Bytes certificate(KeyUsage usage, Ed25519PrivateKey key) {
        return new KeyCert(SERIAL, usage, key.publicKey().encoded(), new KeySerial(0), 0)
                .signedBy(root.publicKey(), root, SignedSample.ENVIRONMENT)
                .encoded();
    }

    private Seller seller(String operator) {
        return new Seller(
                new Lane(operator), samples.module(), samples.keys().ed25519(), new ArrayList<>());
    }

    private BookPosting available(AccountId account, long amount) {
        balances.merge(account, amount, Long::sum);
        return new BookPosting("customer/" + account + "/available", amount, EUR);
    }

    private static BookPosting held(AccountId account, long amount) {
        return new BookPosting("customer/" + account + "/held", amount, EUR);
    }
}
