package dev.coinless.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which deployment is believed, and what of it is named.
class OnlineBookTest {

    private final PaperDeployment deployment = new PaperDeployment();
    private final OnlineBook book = new OnlineBook(deployment, Set.of(), _ -> {});

    /// Blocks and headers: block, header, header, block, header, header.
    @BeforeEach
    void fill() {
        deployment.credit(1, 1000);
        deployment.minute();
        deployment.minute();
        deployment.credit(2, 500);
        deployment.minute();
        deployment.minute();
    }

    @Test
    void allOfItIsVerifiedOnceAndLaterOnlyWhatIsNew() throws Exception {
        var first = book.follow();
        deployment.calls.clear();
        deployment.credit(3, 70);
        deployment.minute();
        var second = book.follow();

        assertThat(first.broken()).isEmpty();
        assertThat(first.summary().headers()).isEqualTo(4);
        assertThat(first.compared()).isEqualTo(2);
        assertThat(second.summary().headers()).isEqualTo(5);
        assertThat(second.summary().entries()).isEqualTo(3);
        assertThat(second.compared()).isEqualTo(3);
        assertThat(deployment.calls)
                .containsExactly(
                        "ExportBook {\"part\":\"owners\"}",
                        "ExportBook {\"part\":\"book\",\"from\":\"5:0\"}",
                        "ExportBook {\"part\":\"keys\"}");
    }

    @Test
    void anAccountWhoseEntriesWaitForAHeaderIsLeftToTheNextTime() throws Exception {
        deployment.credit(3, 70);

        assertThat(book.follow().compared()).isEqualTo(2);
        deployment.minute();
        assertThat(book.follow().compared()).isEqualTo(3);
    }

    @Test
    void theFirstThingThatIsWrongIsNamedAndTheNextRunBeginsAtTheBeginning() throws Exception {
        deployment.change(2, "header", 1);
        assertThat(book.follow().broken()).contains("header 2: its signature does not verify");

        deployment.change(2, "header", 1);
        var mended = book.follow();
        assertThat(mended.broken()).isEmpty();
        assertThat(mended.summary().headers()).isEqualTo(4);
    }

    @Test
    void aBlockThatWasChangedIsNamed() throws Exception {
        deployment.change(3, "block", 1);

        assertThat(book.follow().broken())
                .hasValueSatisfying(
                        what -> assertThat(what).startsWith("what header 3 covers: it is not"));
    }

    @Test
    void aBalanceThatIsNotTheSumOfItsPostingsIsNamed() throws Exception {
        deployment.say(2, 501);

        assertThat(book.follow().broken())
                .contains(
                        "account %s: its balances are not the sums of its postings"
                                .formatted(PaperDeployment.account(2)));
    }

    @Test
    void whatTheDeploymentItselfFoundBrokenIsNamedAfterAllBeforeIt() throws Exception {
        deployment.broken = Optional.of("block platform/3: the archive lacks it");

        var found = book.follow();

        assertThat(found.broken()).contains("block platform/3: the archive lacks it");
        assertThat(found.summary().headers()).isEqualTo(4);
    }

    @Test
    void aRootOfOnesOwnMayBeDemanded() throws Exception {
        var own = deployment.root.publicKey().thumbprint();
        var other = PaperDeployment.account(9).thumbprint();

        assertThat(new OnlineBook(deployment, Set.of(own), _ -> {}).follow().broken()).isEmpty();
        assertThat(new OnlineBook(deployment, Set.of(other), _ -> {}).follow().broken())
                .contains("header 1: no trusted root has certified its key");
    }

    @Test
    void theCommandReportsTheItemsAndTheBookAsOne() throws Exception {
        var whole = verify();
        deployment.change(5, "header", 1);
        var broken = verify();

        assertThat(whole.ok()).isTrue();
        assertThat(whole.text())
                .contains(
                        "verified: 2 entries in 2 blocks, 0 receipts, 4 headers, 2 balances; under"
                                + " the roots that the deployment names",
                        "newest header: number 4, hash ",
                        "the books balance: 2 entries of 2 accounts");
        assertThat(broken.ok()).isFalse();
        assertThat(broken.text())
                .contains(
                        "FAULT the Book, header 4: its signature does not verify",
                        "the books are broken");
        assertThat(broken.json().path("faults")).hasSize(1);
    }

    private Commands.Result verify() throws Problem {
        return new VerifyCommand(deployment)
                .run(Arguments.parse(List.of("ledger", "verify", "--json")));
    }
}
