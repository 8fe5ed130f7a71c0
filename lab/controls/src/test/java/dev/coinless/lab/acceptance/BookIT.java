package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.CREDIT;
import static dev.coinless.lab.acceptance.Purchases.PRICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coinless.lab.cloud.LedgerReport;
import dev.coinless.lab.raw.RawAccount;
import dev.coinless.lab.raw.RawUnit;
import dev.coinless.lab.raw.TableContents;
import dev.coinless.lab.world.World;
import dev.coinless.model.book.ConsistencyProof;
import dev.coinless.model.book.InclusionProof;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Malformed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// The Book of a running cloud: what is sold is in it, whatever happens on the way.
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BookIT {

    private static final String APPEND = "AppendToBook";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Of a customer with one purchase: CREDIT, HOLD, CAPTURE.
    private static final int ENTRIES = 3;

    /// Changes of the table for the same: the account four times, movement, hold twice, receipt,
    /// the module's progress.
    private static final int CHANGES = 9;

    private final World world;

    BookIT(World world) {
        this.world = world;
    }

    @AfterEach
    void noFaults() {
        world.cloud().faults().clear();
        ledger(report -> report.ok() && report.book().waiting() == 0);
    }

    @Test
    @DisplayName("A purchase is proven to be in the Book, and each header to stand on those before")
    void aPurchaseIsProvenToBeInTheBook() throws Exception {
        var unit = RawUnit.enrolled(world.cloud(), "A");
        var account = new RawAccount(world.cloud()).registered(CREDIT);
        var earlier = aMinuteLater(account);
        var grant = buys(account, unit, 1);

        var newest = aMinuteLater(account);
        var answer = proofs(account, grant);

        for (var proof : answer) {
            assertThat(proof.fault()).isEmpty();
            assertThat(proof.entry().account()).isEqualTo(account.id());
            assertThat(proof.header().number()).isGreaterThanOrEqualTo(newest.number());
        }
        assertThat(answer)
                .extracting(proof -> proof.entry().kind().name())
                .containsExactly("HOLD", "CAPTURE");
        var path = "/v1/book/header/%d/consistency".formatted(earlier.number());
        var proof = ConsistencyProof.decode(bytes(account.get(path), "proof"));
        assertThat(proof.connects(earlier)).isTrue();
    }

    @Test
    @DisplayName("A stream that repeats and reorders gives each entry once")
    void aStreamThatRepeatsAndReordersGivesEachEntryOnce() throws Exception {
        world.cloud().faults().say("stream redeliver always");
        world.cloud().faults().say("stream reorder always");
        long before = ledger(report -> report.book().waiting() == 0).book().entries();

        sell(6);

        long all = before + 6 * ENTRIES;
        var after = ledger(report -> report.book().entries() >= all);
        assertThat(after.book().entries()).isEqualTo(all);
        assertThat(after.faults()).isEmpty();
    }

    @Test
    @DisplayName(
            "After 30 hours without its consumer the stream has forgotten; a catch-up gives all")
    void afterThirtyHoursACatchUpGivesAllEntries() throws Exception {
        var faults = world.cloud().faults();
        ledger(report -> report.ok() && report.book().waiting() == 0);
        faults.holdStream(APPEND);
        long trimmed = faults.trimmed(APPEND);
        sell(3);
        await().atMost(PATIENCE).until(() -> faults.heldBack(APPEND) >= 3 * CHANGES);

        world.cloud().clock().forward(Duration.ofHours(30));
        await().atMost(PATIENCE).until(() -> faults.trimmed(APPEND) >= trimmed + 3 * CHANGES);
        faults.clear();
        var account = new RawAccount(world.cloud()).registered(CREDIT);
        aMinuteLater(account);
        var forgotten = world.cloud().operator().verifyLedgerNow();
        long added = world.cloud().operator().catchUp();
        var caughtUp = world.cloud().operator().verifyLedgerNow();

        assertThat(forgotten.ok()).isFalse();
        assertThat(forgotten.faults()).hasSize(3 * ENTRIES);
        assertThat(added).isGreaterThanOrEqualTo(3 * ENTRIES);
        assertThat(caughtUp.faults()).isEmpty();
        assertThat(caughtUp.book().entries() + caughtUp.book().waiting())
                .isEqualTo(caughtUp.entries());
    }

    @Test
    @DisplayName("A change that cannot be read is put aside, and the others go on")
    void aBadRecordIsPutAsideAndTheOthersGoOn() throws Exception {
        int before = world.cloud().operator().verifyLedger().book().putAside().size();
        var key = "V#" + UUID.randomUUID();
        TableContents.putKey(world.cloud(), key, "V");
        TableContents.remove(world.cloud(), key, "V");

        sell(2);

        var report =
                ledger(each ->
                        each.ok()
                                && each.book().putAside().size() >= before + 2
                                && each.book().waiting() == 0);
        assertThat(report.book().putAside().toString())
                .contains(key + ": attribute ")
                .contains(key + ": an item with entries was removed");
        assertThat(report.book().waiting()).isZero();
    }

    /// Sells some items, each to a customer of its own.
    private void sell(int items) throws Exception {
        var unit = RawUnit.enrolled(world.cloud(), "A");
        for (int i = 0; i < items; i++) {
            var account = new RawAccount(world.cloud()).registered(CREDIT);
            buys(account, unit, i + 1);
        }
    }

    private static String buys(RawAccount account, RawUnit unit, long counter) throws Exception {
        var granted = account.granted(unit.advertisement(counter));
        var answer = account.postReceipt(unit.sale(granted, PRICE));
        assertThat(answer.body().path("state").asText()).isEqualTo("CAPTURED");
        return granted.token().grant().id().toString();
    }

    /// Lets a minute go by and waits for its header, once all that was sold before is in the Book.
    private SignedHeader aMinuteLater(RawAccount account) throws Exception {
        ledger(report -> report.book().waiting() == 0 || !report.ok());
        long before = ledger(_ -> true).book().headers();
        world.cloud().clock().forward(Duration.ofMinutes(1));
        ledger(report -> report.book().headers() > before);
        return SignedHeader.parse(bytes(account.get("/v1/book/header"), "header"));
    }

    private static List<InclusionProof> proofs(RawAccount account, String grant) throws Malformed {
        var answer = account.get("/v1/grants/%s/proof".formatted(grant));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        var proofs = new ArrayList<InclusionProof>();
        for (var each : answer.body().path("proofs")) {
            proofs.add(InclusionProof.decode(Bytes.fromBase64Url(each.asText())));
        }
        return proofs;
    }

    private LedgerReport ledger(Predicate<LedgerReport> fits) {
        return await().atMost(PATIENCE)
                .until(() -> world.cloud().operator().verifyLedgerNow(), fits);
    }

    private static Bytes bytes(RawAccount.Answer answer, String member) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return Bytes.fromBase64Url(answer.body().path(member).asText());
    }
}
