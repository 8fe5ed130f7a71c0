package dev.coinless.model.export;

import dev.coinless.model.book.Block;
import dev.coinless.model.book.BookEntry;
import dev.coinless.model.book.LaneTip;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.Thumbprint;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.ModuleKeyId;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Verifies the Book of a running deployment as it grows, by the same rules as an export: keys and
/// modules may be told at any time, each block and header once, in the order of an export.
///
/// What it keeps grows with accounts, lanes and captured grants (some 100 bytes each), not with
/// entries. For one thread; useless after it has found something broken.
public final class FollowedBook {

    private final Known known;
    private final BookVerifier book;
    private long objects;

    /// @param roots the thumbprints of the roots that its reader trusts
    public FollowedBook(Set<Thumbprint> roots, Environment environment) {
        known = new Known(Set.copyOf(roots), environment);
        book = new BookVerifier(known);
    }

    /// What is known by now.
    private record Known(
            Set<Thumbprint> trusted,
            Environment environment,
            List<Ed25519PublicKey> roots,
            Set<Bytes> certificates,
            Map<Bytes, Ed25519PublicKey> certified,
            Map<Bytes, Ed25519PublicKey> modules,
            Map<AccountId, AccountCheck> accounts)
            implements Premises {

        Known(Set<Thumbprint> trusted, Environment environment) {
            this(
                    trusted,
                    environment,
                    new ArrayList<>(),
                    new HashSet<>(),
                    new HashMap<>(),
                    new HashMap<>(),
                    new HashMap<>());
        }

        @Override
        public Ed25519PublicKey certified(KeyUsage usage, KeySerial serial) throws Fault {
            return Fault.present(
                    certified.get(Preamble.id(usage, serial)),
                    "no trusted root has certified its key");
        }

        @Override
        public Ed25519PublicKey module(Bytes id) throws Fault {
            return Fault.present(modules.get(id), "the key of its module is not known");
        }

        @Override
        public AccountCheck account(AccountId id) {
            return accounts.computeIfAbsent(id, AccountCheck::following);
        }
    }

    /// A root, which counts only if it is trusted.
    public void root(Ed25519PublicKey root) {
        if (known.trusted.contains(root.thumbprint()) && !known.roots.contains(root)) {
            known.roots.add(root);
        }
    }

    /// A certificate, which counts only if a trusted root has signed it.
    public void keyCert(Bytes certificate) throws Malformed {
        if (!known.certificates.add(certificate)) {
            return;
        }
        var cert = KeyCert.verify(certificate, known.roots, known.environment);
        if (cert.isPresent()
                && (cert.get().usage() == KeyUsage.GRANT || cert.get().usage() == KeyUsage.SYNC)) {
            known.certified.put(
                    Preamble.id(cert.get().usage(), cert.get().serial()), cert.get().verifier());
        }
    }

    public void module(ModuleKey key) {
        known.modules.put(key.id(), key.key());
    }

    public boolean knowsModule(ModuleId module, Generation generation) {
        return known.modules.containsKey(ModuleKeyId.of(module, generation));
    }

    /// The next block.
    ///
    /// @param proofs asked for each entry that refers to a receipt, once, in order
    public void block(Block block, Function<BookEntry, EntryProof> proofs) throws BrokenExport {
        take(LineKind.BLOCK, block.head().encoded());
        for (var entry : block.entries()) {
            take(LineKind.ENTRY, entry.encoded());
            if (entry.receipt().isPresent()) {
                var proof = proofs.apply(entry);
                take(LineKind.RECEIPT, proof.receipt());
                if (entry.operatorsGain() > 0) {
                    take(LineKind.GRANT, proof.grant().orElse(Bytes.EMPTY));
                }
            }
        }
    }

    /// The next header, over all blocks so far.
    public void header(SignedHeader header) throws BrokenExport {
        take(LineKind.HEADER, header.encoded());
    }

    private void take(LineKind kind, Bytes content) throws BrokenExport {
        objects++;
        var place = book.place();
        try {
            Fault.unless(book.expects(kind), "the block has other entries than its head says");
            place = book.place(kind);
            Fault.unless(content.length() > 0, "it is missing");
            book.take(kind, content, objects);
        } catch (Malformed e) {
            throw new BrokenExport(objects, place, "it is not well-formed");
        } catch (Fault e) {
            throw new BrokenExport(objects, place, e.reason());
        } catch (ArithmeticException e) {
            throw new BrokenExport(objects, place, "its sums are too large");
        }
    }

    /// Compares the end of a lane that the deployment puts its next block to with the lane's
    /// blocks, if it is of the blocks that were verified.
    public void tip(LaneTip tip) throws BrokenExport {
        var own = book.lane(tip.lane()).orElse(LaneTip.start(tip.lane()));
        if (tip.blocks() < own.blocks() || (tip.blocks() == own.blocks() && !tip.equals(own))) {
            throw new BrokenExport(
                    objects, "end of lane " + tip.lane(), "it is not that of the lane's blocks");
        }
    }

    /// Compares balances with the sums of the postings, of each account that has as many entries
    /// under a header as it has versions. The others have moved since, or will be there with the
    /// next header.
    ///
    /// @return how many were compared
    public int compare(Collection<AccountState> accounts) throws BrokenExport {
        int compared = 0;
        for (var state : accounts) {
            var check = known.accounts.get(state.account());
            if (check != null && check.isAt(state.version())) {
                check.compare(state, objects);
                compared++;
            }
        }
        return compared;
    }

    /// What was found so far.
    public ExportSummary summary() {
        return book.summary(known.accounts.size());
    }

    /// The newest header.
    public Optional<SignedHeader> newest() {
        return summary().newest();
    }
}
