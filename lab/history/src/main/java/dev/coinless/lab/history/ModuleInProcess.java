package dev.coinless.lab.history;

import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.io.disk.StateFolder;
import dev.coinless.edge.io.sqlite.SqliteJournal;
import dev.coinless.edge.journal.Consumption;
import dev.coinless.edge.journal.Journal;
import dev.coinless.edge.journal.JournalRecord;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.journal.VendResult;
import dev.coinless.edge.receipt.ReceiptBook;
import dev.coinless.model.advertise.ModuleStatus;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.code.AuthorizationCode;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.Presentation;
import dev.coinless.model.receipt.Evidence;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.model.sign.KeyGenerator;
import dev.coinless.model.wire.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;

/// A module that is switched off, with its own keys, journal and receipt book.
final class ModuleInProcess implements AutoCloseable {

    private static final int ITEM = 12;
    private static final long PRICE = 175;

    /// As many as a module reserves at a time.
    private static final int BLOCK = 64;

    /// Where Linux keeps files in memory.
    private static final Path MEMORY = Path.of("/dev/shm");

    private final ModuleIdentity identity;
    private final Path place;
    private final Path copy;
    private final Journal journal;
    private final ReceiptBook receipts;
    private final KeyGenerator random;
    private Duration powered;
    private Counter reserved;
    private Counter used;

    private ModuleInProcess(ModuleIdentity identity, Path place, Path copy, SecureRandom random)
            throws JournalUnavailable {
        this.identity = identity;
        this.place = place;
        this.copy = copy;
        this.journal = SqliteJournal.open(copy);
        this.receipts = new ReceiptBook(identity, journal);
        this.random = new KeyGenerator(random);
        this.powered = journal.powered();
        this.reserved = journal.reserved();
        this.used = reserved;
    }

    static ModuleInProcess open(Path state, SecureRandom random)
            throws IOException, Malformed, JournalUnavailable {
        var folder = new StateFolder(state);
        var identity =
                folder.identity()
                        .orElseThrow(() -> new IOException("no module is enrolled in " + state));
        var place = folder.journal(identity.generation());
        // Opening and closing folds the write-ahead log into the file.
        SqliteJournal.open(place).close();
        var scratch =
                Files.isWritable(MEMORY)
                        ? Files.createTempDirectory(MEMORY, "coinless-history")
                        : Files.createTempDirectory("coinless-history");
        var copy = Files.copy(place, scratch.resolve("journal.db"));
        return new ModuleInProcess(identity, place, copy, random);
    }

    /// Puts the journal where the module looks for it. Afterwards nothing more can be sold.
    void save() throws IOException {
        journal.close();
        var beside = place.resolveSibling(place.getFileName() + ".new");
        Files.copy(copy, beside);
        Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
    }

    ModuleId id() {
        return identity.module();
    }

    void ageBy(Duration time) {
        powered = powered.plus(time);
    }

    AuthorizationCode nextCode() throws JournalUnavailable {
        if (used.equals(reserved)) {
            reserved = new Counter(reserved.value() + BLOCK);
            journal.append(new JournalRecord.Reserved(reserved, powered));
        }
        used = new Counter(used.value() + 1);
        return identity.secret().code(used);
    }

    /// All that the journal gets of a sale that goes well.
    void sell(GrantToken token, Es256PrivateKey holder) throws JournalUnavailable, Malformed {
        var grant = token.grant();
        var nonce = random.bytes(ModuleStatus.NONCE_LENGTH);
        var presentation =
                Presentation.of(token, holder, nonce, Intent.PAY, identity.environment());
        journal.append(
                new JournalRecord.Consumed(
                        new Consumption(
                                grant.counter(),
                                grant.id(),
                                hash(token),
                                grant.cap(),
                                grant.vends(),
                                grant.lines(),
                                new Evidence.Holder(presentation.proofFor(nonce)))));
        journal.append(new JournalRecord.Intended(grant.counter(), 1, ITEM, PRICE));
        journal.append(new JournalRecord.Resulted(grant.counter(), 1, VendResult.VENDED));
        receipts.settle(grant.counter(), new Counter(grant.counter().value() + 1));
    }

    private static Bytes hash(GrantToken token) {
        return token.encoded().sha256();
    }

    @Override
    public void close() throws IOException {
        journal.close();
        Files.delete(copy);
        Files.delete(Objects.requireNonNull(copy.getParent()));
    }
}
