package dev.coinless.model.protocol;

import static dev.coinless.model.protocol.GoldenVectors.outputs;

import dev.coinless.model.book.BookEntry;
import dev.coinless.model.book.BookPosting;
import dev.coinless.model.book.EntryKind;
import dev.coinless.model.book.Header;
import dev.coinless.model.book.Lane;
import dev.coinless.model.book.LaneTip;
import dev.coinless.model.book.MerkleFrontier;
import dev.coinless.model.book.MerklePath;
import dev.coinless.model.book.MerkleTree;
import dev.coinless.model.book.ReceiptReference;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.export.ExportWriter;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.id.Thumbprint;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.sign.Ed25519PrivateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Makes the outputs of the vectors of the Book.
final class BookVectors {
    private BookVectors() {}

    static Map<String, String> merkle(Vector vector) {
        var leaves = Arrays.stream(vector.text("leaves").split(" ")).map(Bytes::fromHex).toList();
        var tree = MerkleTree.over(leaves);
        return outputs(
                "root", tree.root().hex(),
                "inclusion", text(tree.inclusion((int) vector.number("index"))),
                "consistency", text(tree.consistency((int) vector.number("from"))));
    }

    private static String text(MerklePath path) {
        return path.hashes().stream().map(Bytes::hex).collect(Collectors.joining(" "));
    }

    static Map<String, String> block(Vector vector, ProtocolPage page) {
        var entry = entry(vector, page);
        var tip = LaneTip.start(entry.lane());
        var block = tip.seal(List.of(entry), Instant.ofEpochSecond(vector.number("sealed-at")));
        return outputs(
                "entry", entry.encoded().hex(),
                "totals", block.totals().encoded().hex(),
                "head", block.head().encoded().hex(),
                "block-hash", block.head().hash().hex(),
                "lane-head", tip.plus(block).head().encoded().hex());
    }

    private static BookEntry entry(Vector vector, ProtocolPage page) {
        var receipt = page.vector(vector.text("receipt").substring(1));
        return new BookEntry(
                new AccountId(new Thumbprint(vector.bytes("account"))),
                vector.number("version"),
                new Lane(vector.text("lane")),
                new EntryKind(vector.text("entry-kind")),
                Instant.ofEpochSecond(vector.number("at")),
                vector.bytes("source"),
                Arrays.stream(vector.text("postings").split(" "))
                        .map(BookVectors::posting)
                        .toList(),
                Optional.of(
                        new ReceiptReference(
                                GoldenVectors.module(receipt),
                                GoldenVectors.generation(receipt),
                                new Sequence(receipt.number("sequence")),
                                receipt.output("signed").sha256())));
    }

    /// `operator/A/payable=175/978`
    private static BookPosting posting(String text) {
        var parts = text.split("=");
        var amount = parts[1].split("/");
        return new BookPosting(parts[0], Long.parseLong(amount[0]), Integer.parseInt(amount[1]));
    }

    /// A Book that has one header and nothing under it yet.
    static Map<String, String> export(Vector vector) {
        var environment = SignedVectors.environment(vector);
        var root = new Ed25519PrivateKey(vector.bytes("root-private"));
        var key = SignedVectors.key(vector);
        var serial = new KeySerial(vector.number("serial"));
        var lines = new ArrayList<String>();
        var writer = new ExportWriter(line -> lines.add(line.stripTrailing()));
        writer.start(environment);
        writer.root(root.publicKey());
        writer.keyCert(
                new KeyCert(serial, KeyUsage.SYNC, key.publicKey().encoded(), new KeySerial(0), 0)
                        .signedBy(root.publicKey(), root, environment)
                        .encoded());
        writer.header(
                Header.next(
                                MerkleFrontier.EMPTY,
                                List.of(),
                                Instant.ofEpochSecond(vector.number("at")))
                        .sign(serial, key, environment));
        writer.end();
        var outputs = new LinkedHashMap<String, String>();
        outputs.put("root-thumbprint", root.publicKey().thumbprint().value().hex());
        for (int i = 0; i < lines.size(); i++) {
            outputs.put("line-" + (i + 1), lines.get(i));
        }
        return outputs;
    }
}
