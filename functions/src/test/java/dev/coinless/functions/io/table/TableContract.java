package dev.coinless.functions.io.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.book.AppendEntries;
import dev.coinless.functions.book.BookSamples;
import dev.coinless.functions.book.NewEntry;
import dev.coinless.functions.book.Stake;
import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Entry;
import dev.coinless.functions.ledger.Movement;
import dev.coinless.functions.ledger.ReceiptKey;
import dev.coinless.functions.module.Claim;
import dev.coinless.functions.module.GenerationProgress;
import dev.coinless.functions.module.Progress;
import dev.coinless.functions.policy.BadCodes;
import dev.coinless.functions.redeem.Judgement;
import dev.coinless.functions.redeem.SettleHold;
import dev.coinless.functions.redeem.StoredReceipt;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.retry.Write;
import dev.coinless.functions.sweep.OpenHolds.Found;
import dev.coinless.functions.sweep.OpenHolds.Place;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.Samples;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.money.Money;
import dev.coinless.model.receipt.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What every table behind the adapters must do. Run by the table in memory and by DynamoDB, so the
/// one cannot lie about the other.
abstract class TableContract {

    /// An empty table of the layout in template.yaml.
    abstract DynamoDbClient client();

    final Samples samples = new Samples(7);
    Table table = new Table(DynamoClients.unused(), "none");
    DynamoAccounts accounts = new DynamoAccounts(table);
    DynamoIssues issues = new DynamoIssues(table, table.sibling("book"));
    DynamoRedemptions redemptions = new DynamoRedemptions(table);
    DynamoOpenHolds openHolds = new DynamoOpenHolds(table);
    DynamoKeys keys = new DynamoKeys(table);

    @BeforeEach
    void open() {
        table = new Table(client(), "coinless");
        accounts = new DynamoAccounts(table);
        issues = new DynamoIssues(table, table.sibling("book"));
        redemptions = new DynamoRedemptions(table);
        openHolds = new DynamoOpenHolds(table);
        keys = new DynamoKeys(table);
    }

    @Test
    void anAccountIsOpenedOnceAndReadBackEqual() {
        var account = samples.account(0);

        accounts.openIfAbsent(account);
        accounts.openIfAbsent(account.credited(Money.of(5, "EUR")));

        assertThat(accounts.account(account.id())).contains(account);
        assertThat(accounts.account(samples.account(0).id())).isEmpty();
    }

    @Test
    void aCreditIsWrittenWithItsMovementOrNotAtAll() {
        var account = opened(0);
        var after = account.credited(Money.of(1000, "EUR"));
        var movement = movement(after);

        assertThat(accounts.credit(account, after, movement)).isEqualTo(Write.WRITTEN);
        assertThat(accounts.credit(account, after, movement(after)))
                .isEqualTo(Write.CHANGED_MEANWHILE);
        assertThat(accounts.credit(after, after.credited(Money.of(1, "EUR")), movement))
                .isEqualTo(Write.CHANGED_MEANWHILE);

        assertThat(accounts.account(account.id())).contains(after);
        assertThat(accounts.movement(movement.id())).contains(movement);
    }

    @Test
    void aHoldIsPlacedOnceAndOnlyOnTheAccountThatWasRead() {
        var account = opened(1000);
        var hold = samples.hold(account, 5);
        var after = account.with(hold.open());

        assertThat(issues.place(account, after, hold)).isEqualTo(Write.WRITTEN);
        assertThat(issues.place(after, after.with(hold.open()), hold))
                .isEqualTo(Write.CHANGED_MEANWHILE);
        assertThat(issues.place(account, after, samples.hold(account, 6)))
                .isEqualTo(Write.CHANGED_MEANWHILE);

        assertThat(redemptions.hold(hold.id())).contains(hold);
        assertThat(redemptions.account(account.id())).contains(after);
    }

    @Test
    void oneReadGivesAllThatIssuingNeeds() {
        var account = opened(1000);
        var hold = samples.hold(account, 5);
        var module = samples.module();
        var bad = BadCodes.none(account.id(), module.id()).oneMore(Samples.NOW);
        var progress =
                Progress.none(module.id())
                        .with(
                                Progress.none(module.id())
                                        .of(new Generation(1))
                                        .withSpent(new Counter(9))
                                        .with(new Claim(new Counter(3), new Sequence(4))));
        issues.place(account, account.with(hold.open()), hold);
        new DynamoModules(table).put(module);
        redemptions.advance(progress);
        issues.remember(bad);
        var at = new Stake(module.id(), 510, 20);
        var entry = new NewEntry(BookSamples.entry(1, 1).entry(), Optional.of(at));
        new AppendEntries(
                        new DynamoBook(table.sibling("book")),
                        new Attempts(AwsMode.dice(1), _ -> {}))
                .append(List.of(entry));

        var situation = issues.read(account.id(), module.id(), hold.id());

        assertThat(situation.account()).contains(account.with(hold.open()));
        assertThat(situation.module()).contains(module);
        assertThat(situation.earlier()).contains(hold);
        assertThat(situation.progress()).isEqualTo(progress);
        assertThat(situation.badCodes()).isEqualTo(bad);
        assertThat(situation.exposed()).isEqualTo(510);
    }

    @Test
    void whatIsNotThereIsReadAsNothing() {
        var module = samples.module().id();
        var account = samples.account(0);

        var situation = issues.read(account.id(), module, samples.hold(account, 1).id());

        assertThat(situation.account()).isEmpty();
        assertThat(situation.module()).isEmpty();
        assertThat(situation.earlier()).isEmpty();
        assertThat(situation.progress()).isEqualTo(Progress.none(module));
        assertThat(situation.badCodes().count()).isZero();
        assertThat(situation.exposed()).isZero();
    }

    @Test
    void everyEndOfAHoldIsReadBackEqualAndHappensOnce() {
        for (var judgement : Judgement.values()) {
            var account = opened(1000);
            var hold = samples.hold(account, 5);
            var holding = account.with(hold.open());
            issues.place(account, holding, hold);
            var receipt = samples.receipt(hold, Outcome.VENDED, 175).receipt();

            var settled = SettleHold.by(receipt, judgement, hold, holding, Samples.NOW);

            if (settled.isPresent()) {
                assertThat(redemptions.settle(holding, settled.get())).isEqualTo(Write.WRITTEN);
                assertThat(redemptions.settle(settled.get().account(), settled.get()))
                        .isEqualTo(Write.CHANGED_MEANWHILE);
                assertThat(redemptions.hold(hold.id())).contains(settled.get().hold());
                assertThat(redemptions.account(account.id())).contains(settled.get().account());
            }
        }
    }

    @Test
    void onlyOpenHoldsAreInTheIndex() {
        var account = opened(1000);
        var first = samples.hold(account, 5);
        var holding = account.with(first.open());
        issues.place(account, holding, first);
        var other = opened(1000);
        var second = samples.hold(other, 8);
        issues.place(other, other.with(second.open()), second);
        var place = new Place(first.grant().module(), first.grant().generation());

        eventually(() -> {
            assertThat(openHolds.upTo(place.module(), place.generation(), new Counter(8), 10))
                    .containsExactly(
                            new Found(first.id(), new Counter(5)),
                            new Found(second.id(), new Counter(8)));
            assertThat(openHolds.upTo(place.module(), place.generation(), new Counter(7), 10))
                    .hasSize(1);
            assertThat(openHolds.places()).containsExactly(place);
        });
        var ended = SettleHold.byProof(first, holding, Samples.NOW).orElseThrow();
        redemptions.settle(holding, ended);

        eventually(() ->
                assertThat(openHolds.upTo(place.module(), place.generation(), new Counter(8), 10))
                        .extracting(Found::grant)
                        .containsExactly(second.id()));
    }

    @Test
    void theFirstReceiptOfAKeyStays() {
        var hold = samples.hold(samples.account(1000), 5);
        var first = samples.receipt(hold, Outcome.VENDED, 175);
        var other = samples.receiptInPlaceOf(first, hold, 200);

        assertThat(redemptions.storeIfAbsent(first)).isEqualTo(first.encoded());
        assertThat(redemptions.storeIfAbsent(first)).isEqualTo(first.encoded());
        assertThat(redemptions.storeIfAbsent(other)).isEqualTo(first.encoded());
        redemptions.storeFork(other);

        assertThat(redemptions.receiptsAfter(before(first), 10)).containsExactly(first);
    }

    @Test
    void receiptsComeInOrderAfterASequence() {
        var hold = samples.hold(samples.account(1000), 5);
        var first = samples.receipt(hold, Outcome.VENDED, 175);
        var second = samples.receipt(hold, Outcome.FAILED, 0);
        var third = samples.receipt(hold, Outcome.FAILED, 0);
        redemptions.storeIfAbsent(third);
        redemptions.storeIfAbsent(first);
        redemptions.storeIfAbsent(second);

        assertThat(redemptions.receiptsAfter(before(first), 10))
                .containsExactly(first, second, third);
        assertThat(redemptions.receiptsAfter(first.key(), 10)).containsExactly(second, third);
        assertThat(redemptions.receiptsAfter(before(first), 2)).containsExactly(first, second);
    }

    @Test
    void progressMovesOnlyFromTheVersionThatWasRead() {
        var module = samples.module().id();
        var first = Progress.none(module).with(spent(Progress.none(module), 5));
        var second = first.with(spent(first, 6));
        var rival = first.with(spent(first, 7));

        assertThat(redemptions.advance(first)).isEqualTo(Write.WRITTEN);
        assertThat(redemptions.advance(first)).isEqualTo(Write.CHANGED_MEANWHILE);
        assertThat(redemptions.advance(second)).isEqualTo(Write.WRITTEN);
        assertThat(redemptions.advance(rival)).isEqualTo(Write.CHANGED_MEANWHILE);
        assertThat(redemptions.progress(module)).isEqualTo(second);
    }

    @Test
    void theNewestKeyIsTheOneOfTheHighestSerial() {
        assertThat(keys.newest(KeyUsage.GRANT)).isEmpty();
        for (long serial : new long[] {1, 2, 10, 9}) {
            assertThat(keys.add(samples.key(KeyUsage.GRANT, serial))).isTrue();
        }

        assertThat(keys.add(samples.key(KeyUsage.GRANT, 10))).isFalse();
        assertThat(keys.newest(KeyUsage.GRANT).orElseThrow().serial()).isEqualTo(new KeySerial(10));
        assertThat(keys.find(KeyUsage.GRANT, new KeySerial(2))).isPresent();
        assertThat(keys.find(KeyUsage.SYNC, new KeySerial(2))).isEmpty();
    }

    @Test
    void theBooksHoldEveryAccountHoldAndMovement() {
        var account = opened(1000);
        var hold = samples.hold(account, 5);
        issues.place(account, account.with(hold.open()), hold);

        var books = new DynamoBooks(table).read();

        assertThat(books.accounts()).containsExactly(account.with(hold.open()));
        assertThat(books.holds()).containsExactly(hold);
        assertThat(books.movements()).hasSize(1);
    }

    private Account opened(long amount) {
        var account = samples.account(0);
        accounts.openIfAbsent(account);
        if (amount == 0) {
            return account;
        }
        var after = account.credited(Money.of(amount, "EUR"));
        accounts.credit(account, after, movement(after));
        return after;
    }

    private static Movement movement(Account after) {
        var amount = after.available();
        return new Movement(
                UUID.randomUUID(),
                after.id(),
                new Entry(Entry.Kind.CREDIT, after.version(), Samples.NOW, amount));
    }

    private static ReceiptKey before(StoredReceipt first) {
        return new ReceiptKey(first.key().module(), first.key().generation(), new Sequence(0));
    }

    private static GenerationProgress spent(Progress progress, long counter) {
        return progress.of(new Generation(1)).withSpent(new Counter(counter));
    }

    /// Indexes lag.
    private static void eventually(Runnable check) {
        Awaitility.await().pollInterval(Duration.ofMillis(5)).untilAsserted(check::run);
    }
}
