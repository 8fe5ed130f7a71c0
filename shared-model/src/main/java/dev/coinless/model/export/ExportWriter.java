package dev.coinless.model.export;

import dev.coinless.model.book.Block;
import dev.coinless.model.book.BookEntry;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import java.util.function.Consumer;
import java.util.function.Function;

/// Writes an export, from the first line to the last; `docs/protocol.md` says what it must hold. The
/// caller keeps the order:
///
///     start, root+, keyCert*, module*, account*, (block* header)*, end
///
/// - `root`: the roots that signed the certificates, ascending by key;
/// - `keyCert`: those of usage GRANT and SYNC that sign something here, ascending by usage and serial;
/// - `module`: the keys that receipts in here are signed with, no other, ascending by module and
///   generation;
/// - `account`: every account that has an entry here, ascending by thumbprint, as it was *before* the
///   last header here was made, so that all its entries are in here;
/// - `block`: before each header the blocks that it covers and no header before it does, each lane's
///   in their order;
/// - `header`: all, from number 1.
///
/// For one thread.
public final class ExportWriter {

    /// This format; a reader refuses another.
    static final int FORMAT = 1;

    private final Consumer<String> lines;
    private LineChain chain = LineChain.START;
    private long headers;
    private long entries;

    /// @param lines gets each line with its line feed; all ASCII
    public ExportWriter(Consumer<String> lines) {
        this.lines = lines;
    }

    public void start(Environment environment) {
        write(
                LineKind.START,
                Cbor.encode(Item.array(Item.of(FORMAT), Item.of(environment.name()))));
    }

    public void root(Ed25519PublicKey root) {
        write(LineKind.ROOT, root.encoded());
    }

    /// Writes a certificate.
    ///
    /// @param certificate a signed KEYCERT
    public void keyCert(Bytes certificate) {
        write(LineKind.KEYCERT, certificate);
    }

    public void module(ModuleKey key) {
        write(LineKind.MODULE, key.encoded());
    }

    public void account(AccountState state) {
        write(LineKind.ACCOUNT, state.encoded());
    }

    /// Writes a block with its entries.
    ///
    /// @param proofs asked for each entry that refers to a receipt, once, in order
    public void block(Block block, Function<BookEntry, EntryProof> proofs) {
        write(LineKind.BLOCK, block.head().encoded());
        for (var entry : block.entries()) {
            write(LineKind.ENTRY, entry.encoded());
            entries++;
            if (entry.receipt().isPresent()) {
                var proof = proofs.apply(entry);
                write(LineKind.RECEIPT, proof.receipt());
                if (entry.operatorsGain() > 0) {
                    proof.grant().ifPresent(grant -> write(LineKind.GRANT, grant));
                }
            }
        }
    }

    public void header(SignedHeader header) {
        write(LineKind.HEADER, header.encoded());
        headers++;
    }

    public void end() {
        write(
                LineKind.END,
                Cbor.encode(
                        Item.array(Item.of(chain.lines()), Item.of(headers), Item.of(entries))));
    }

    private void write(LineKind kind, Bytes content) {
        var text = kind + " " + content.base64Url();
        chain = chain.plus(text);
        lines.accept(text + " " + chain.check() + "\n");
    }
}
