package dev.coinless.wallet.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.GrantId;
import dev.coinless.wallet.authorize.HeldGrant.Standing;
import dev.coinless.wallet.fixture.Fixture;
import dev.coinless.wallet.receipt.Posting;
import org.junit.jupiter.api.Test;

class WalletTest {
    private final Fixture fixture = new Fixture(41);
    private final Wallet fresh = Wallet.fresh(fixture.secrets.accountKey());

    @Test
    void aModuleThatHandsOutReceiptsWithoutEndFillsNoPhone() {
        var wallet = fresh;
        for (int i = 0; i < 2 * Wallet.MAX_OUTBOX; i++) {
            wallet = wallet.with(new WalletChange.ReceiptKept(stranger(i), receipt(i)));
            wallet = wallet.with(new WalletChange.CheckpointKept(receipt(-i)));
        }

        assertThat(wallet.outbox()).hasSize(Wallet.MAX_OUTBOX);
    }

    @Test
    void theHoldersOwnReceiptIsTakenAlsoThen() {
        var wallet = fresh;
        var issue = fixture.issue(Fixture.M7, 5);
        var grant = fixture.grant(issue);
        wallet = wallet.with(new WalletChange.GrantKept(issue.id(), grant));
        for (int i = 0; i < Wallet.MAX_OUTBOX; i++) {
            wallet = wallet.with(new WalletChange.ReceiptKept(stranger(i), receipt(i)));
        }

        wallet = wallet.with(new WalletChange.ReceiptKept(grant.id(), receipt(-1)));

        assertThat(wallet.outbox()).hasSize(Wallet.MAX_OUTBOX + 1);
        assertThat(wallet.grants()).extracting(each -> each.standing()).contains(Standing.SPENT);
    }

    @Test
    void whatTheCloudRefusedIsKeptUpToABoundTheNewestLast() {
        var wallet = fresh;
        for (int i = 0; i < 3 * Wallet.MAX_PARKED; i++) {
            wallet = wallet.with(new WalletChange.Parked(posting(i)));
        }

        assertThat(wallet.parked()).hasSize(Wallet.MAX_PARKED);
        assertThat(wallet.parked().getLast()).isEqualTo(posting(3 * Wallet.MAX_PARKED - 1));
    }

    private static GrantId stranger(int number) {
        return new GrantId(Bytes.bigEndian(number, 8).sha256().first(GrantId.LENGTH));
    }

    private static Bytes receipt(int number) {
        return Bytes.utf8("receipt " + number);
    }

    private static Posting posting(int number) {
        return new Posting(Posting.Kind.RECEIPT, receipt(number));
    }
}
