package dev.coinless.functions.io.table;

import dev.coinless.functions.issue.BadCodes;
import dev.coinless.functions.issue.IssueLimits;
import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Entry;
import dev.coinless.functions.ledger.Movement;
import dev.coinless.functions.ledger.OpenHold;
import dev.coinless.functions.ledger.Pace;
import dev.coinless.functions.ledger.Reviews;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.Thumbprint;
import dev.coinless.model.money.Money;
import dev.coinless.model.sign.Es256PublicKey;
import java.time.Instant;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/// How accounts and what belongs to them look in the table.
///
/// | item | partition key | sort key |
/// |---|---|---|
/// | account | `A#<account>` | `A` |
/// | movement | `V#<id>` | `V` |
/// | bad codes | `B#<account>#<module>` | `B` |
final class AccountItems {

    static final String ACCOUNT = "A#";
    static final String MOVEMENT = "V#";
    private static final String BAD_CODES = "B#";

    /// Expired counts may stay some days before DynamoDB deletes them; the decision looks at `at`.
    static final String TIME_TO_LIVE = "ttl";

    static final String VERSION = "ver";

    private static final TableSchema<OpenHold> OPEN_HOLD =
            Schema.of(
                            OpenHold.class,
                            v ->
                                    new OpenHold(
                                            new GrantId(v.bytes("g")),
                                            new ModuleId(v.bytes("m")),
                                            new Counter(v.number("c")),
                                            v.number("cap")))
                    .bytes("g", hold -> hold.grant().value())
                    .bytes("m", hold -> hold.module().value())
                    .number("c", hold -> hold.counter().value())
                    .number("cap", OpenHold::cap)
                    .build();

    static final TableSchema<Account> ACCOUNTS =
            Schema.of(Account.class, AccountItems::account)
                    .upgrade(AccountItems::withPace)
                    .key(account -> ACCOUNT + account.id(), _ -> "A")
                    .bytes("key", account -> account.key().encoded())
                    .number(VERSION, Account::version)
                    .number("avl", account -> account.available().minorUnits())
                    .number("hld", account -> account.held().minorUnits())
                    .text("cur", account -> account.available().currency().getCurrencyCode())
                    .documents("hds", OpenHold.class, OPEN_HOLD, Account::holds)
                    .number("rvn", account -> ofReviews(account, Reviews::count))
                    .number(
                            "rva",
                            account -> ofReviews(account, each -> each.last().getEpochSecond()))
                    .number("pmn", account -> account.pace().minute())
                    .number("pct", account -> account.pace().count())
                    .build();

    static final TableSchema<Movement> MOVEMENTS =
            Schema.of(Movement.class, AccountItems::movement)
                    .key(movement -> MOVEMENT + movement.id(), _ -> "V")
                    .bytes("acc", movement -> movement.account().thumbprint().value())
                    .text("knd", movement -> movement.entry().kind().name())
                    .number(VERSION, movement -> movement.entry().version())
                    .number("at", movement -> movement.entry().at().getEpochSecond())
                    .number("amt", movement -> movement.entry().amount().minorUnits())
                    .text("cur", movement -> movement.entry().amount().currency().getCurrencyCode())
                    .build();

    static final TableSchema<BadCodes> BAD_CODE_COUNTS =
            Schema.of(BadCodes.class, AccountItems::badCodes)
                    .key(bad -> badCodes(bad.account(), bad.module()), _ -> "B")
                    .number("cnt", BadCodes::count)
                    .number("at", bad -> bad.last().getEpochSecond())
                    .number(
                            TIME_TO_LIVE,
                            bad -> bad.last().plus(IssueLimits.BAD_CODE_WINDOW).getEpochSecond())
                    .build();

    private AccountItems() {}

    static Key key(AccountId id) {
        return key(ACCOUNT + id, "A");
    }

    static Key key(UUID movement) {
        return key(MOVEMENT + movement, "V");
    }

    static Key badCodesKey(AccountId account, ModuleId module) {
        return key(badCodes(account, module), "B");
    }

    static Key key(String partition, String sort) {
        return Key.builder().partitionValue(partition).sortValue(sort).build();
    }

    private static String badCodes(AccountId account, ModuleId module) {
        return BAD_CODES + account + "#" + module;
    }

    private static Account account(Values v) {
        var currency = v.text("cur");
        return new Account(
                AccountId.parse(v.keyAfter(ACCOUNT)),
                new Es256PublicKey(v.bytes("key")),
                v.number(VERSION),
                Money.of(v.number("avl"), currency),
                Money.of(v.number("hld"), currency),
                v.list("hds"),
                v.has("rvn")
                        ? new Reviews(v.number("rvn"), Instant.ofEpochSecond(v.number("rva")))
                        : Reviews.NONE,
                new Pace(v.number("pmn"), v.number("pct")));
    }

    /// Form 1 did not count grants.
    private static void withPace(Values v) {
        v.put("pmn", 0L);
        v.put("pct", 0L);
    }

    private static @Nullable Long ofReviews(Account account, ToLongFunction<Reviews> part) {
        return account.reviews().count() == 0 ? null : part.applyAsLong(account.reviews());
    }

    private static Movement movement(Values v) {
        return new Movement(
                UUID.fromString(v.keyAfter(MOVEMENT)),
                new AccountId(new Thumbprint(v.bytes("acc"))),
                new Entry(
                        Entry.Kind.valueOf(v.text("knd")),
                        v.number(VERSION),
                        Instant.ofEpochSecond(v.number("at")),
                        Money.of(v.number("amt"), v.text("cur"))));
    }

    private static BadCodes badCodes(Values v) {
        var key = v.keyAfter(BAD_CODES);
        int hash = key.indexOf('#');
        return new BadCodes(
                AccountId.parse(key.substring(0, hash)),
                ModuleId.fromHex(key.substring(hash + 1)),
                v.number("cnt"),
                Instant.ofEpochSecond(v.number("at")));
    }
}
