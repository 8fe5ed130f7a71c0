package dev.coinless.wallet.io.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.money.Money;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.wallet.authorize.HeldGrant.Standing;
import dev.coinless.wallet.fixture.Fixture;
import dev.coinless.wallet.fixture.PaperBook;
import dev.coinless.wallet.receipt.Posting;
import dev.coinless.wallet.receipt.Settlement;
import dev.coinless.wallet.store.Wallet;
import dev.coinless.wallet.store.WalletChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWalletStoreTest {
    private final Fixture fixture = new Fixture(3);

    @TempDir Path folder;

    @Test
    void whatWasSavedIsLoadedAgainInAllItsParts() throws IOException {
        var wallet = full();
        try (var store = FileWalletStore.open(folder)) {
            store.save(wallet);

            assertThat(store.load()).contains(wallet);
        }
        try (var store = FileWalletStore.open(folder)) {
            assertThat(store.load()).contains(wallet);
        }
    }

    @Test
    void anEmptyFolderHasNoWallet() throws IOException {
        try (var store = FileWalletStore.open(folder.resolve("new"))) {
            assertThat(store.load()).isEmpty();
        }
    }

    @Test
    void keysThatAPowerCutLeftInAnUnfinishedFileAreDeleted() throws IOException {
        try (var store = FileWalletStore.open(folder)) {
            store.save(full());
        }
        var unfinished = Files.createTempFile(folder, "wallet.json", ".new");

        try (var store = FileWalletStore.open(folder)) {
            assertThat(unfinished).doesNotExist();
            assertThat(store.load()).isPresent();
        }
    }

    @Test
    void onlyTheOwnerMayReadIt() throws IOException {
        try (var store = FileWalletStore.open(folder)) {
            store.save(full());
        }

        try (var files = Files.list(folder)) {
            assertThat(files)
                    .allSatisfy(file ->
                            assertThat(
                                            PosixFilePermissions.toString(
                                                    Files.getPosixFilePermissions(file)))
                                    .isEqualTo("rw-------"));
        }
    }

    @Test
    void everyTruncationIsAClearErrorAndChangesNothing() throws IOException {
        byte[] whole = saved();
        for (int length = 0; length < whole.length; length += 97) {
            assertDamaged(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void aFlippedBitAnywhereIsAClearErrorAndChangesNothing() throws IOException {
        byte[] whole = saved();
        for (int at = 0; at < whole.length; at += 61) {
            var flipped = whole.clone();
            flipped[at] ^= 0x04;
            assertDamaged(flipped);
        }
    }

    @Test
    void garbageIsAClearErrorAndChangesNothing() throws IOException {
        assertDamaged(fixture.bytes(4096).toArray());
    }

    @Test
    void aTemporaryFileLeftByACrashIsNotTheWallet() throws IOException {
        var wallet = full();
        try (var store = FileWalletStore.open(folder)) {
            store.save(wallet);
            Files.write(folder.resolve("wallet.json123.new"), fixture.bytes(100).toArray());

            assertThat(store.load()).contains(wallet);
        }
    }

    @Test
    void aSecondProcessIsToldThatTheWalletIsInUse() throws IOException {
        try (var _ = FileWalletStore.open(folder)) {
            assertThatThrownBy(() -> FileWalletStore.open(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use")
                    .hasMessageContaining(folder.toString());
        }
    }

    private byte[] saved() throws IOException {
        try (var store = FileWalletStore.open(folder)) {
            store.save(full());
        }
        return Files.readAllBytes(folder.resolve(FileWalletStore.FILE));
    }

    private void assertDamaged(byte[] content) throws IOException {
        var file = folder.resolve(FileWalletStore.FILE);
        Files.write(file, content);
        try (var store = FileWalletStore.open(folder)) {
            assertThatThrownBy(store::load)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("damaged")
                    .hasMessageContaining("Nothing was changed");
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
    }

    private Wallet full() {
        var grant = fixture.grant(fixture.issue(Fixture.M7, 4));
        var receipt = fixture.receipt(grant, 1, Outcome.VENDED);
        var parked = new Posting(Posting.Kind.CHECKPOINT, fixture.checkpoint(9));
        return Wallet.fresh(fixture.secrets.accountKey())
                .with(new WalletChange.Registered())
                .with(new WalletChange.IssueStarted(fixture.issue(Fixture.M8, 5)))
                .with(new WalletChange.GrantKept(fixture.secrets.requestId(), grant))
                .with(new WalletChange.GrantMoved(grant.id(), Standing.PRESENTED))
                .with(new WalletChange.ReceiptKept(grant.id(), fixture.signed(receipt)))
                .with(new WalletChange.CheckpointKept(fixture.checkpoint(6)))
                .with(new WalletChange.Parked(parked))
                .with(
                        new WalletChange.Settled(
                                new Settlement(
                                        grant.id(),
                                        Fixture.M7,
                                        "CAPTURED",
                                        Money.of(Fixture.PRICE, "EUR"))))
                .with(new WalletChange.AckKept(fixture.ack(Fixture.M7, 1)))
                .with(new WalletChange.HeaderKept(header()))
                .with(new WalletChange.RootsPinned(List.of(fixture.root.publicKey())));
    }

    private SignedHeader header() {
        var account = fixture.secrets.accountKey().account();
        return new PaperBook(fixture)
                .write(account, new GrantId(fixture.bytes(GrantId.LENGTH)), 500)
                .newest();
    }
}
