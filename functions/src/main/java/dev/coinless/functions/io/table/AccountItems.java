package dev.coinless.functions.io.table;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Conduct;
import dev.coinless.functions.ledger.Entry;
import dev.coinless.functions.ledger.Movement;
import dev.coinless.functions.ledger.OpenHold;
import dev.coinless.functions.ledger.Pace;
import dev.coinless.functions.ledger.Refunds;
import dev.coinless.functions.ledger.Reviews;
import dev.coinless.functions.ledger.Spending;
import dev.coinless.functions.ledger.Standing;
import dev.coinless.functions.policy.BadCodes;
import dev.coinless.functions.policy.Limits;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.Thumbprint;
import dev.coinless.model.money.Money;
import dev.coinless.model.sign.Es256PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
                    .upgrade(_ -> {}) // form 2 knew no liens, debts, sales and refunds
                    .key(account -> ACCOUNT + account.id(), _ -> "A")
                    .bytes("key", account -> account.key().encoded())
                    .number(VERSION, Account::version)
                    .number("avl", account -> account.available().minorUnits())
                    .number("hld", account -> account.held().minorUnits())
                    .number("dbt", account -> unlessZero(account.debt().minorUnits()))
                    .text("cur", account -> account.available().currency().getCurrencyCode())
                    .documents("hds", OpenHold.class, OPEN_HOLD, Account::holds)
                    .documents("lin", OpenHold.class, OPEN_HOLD, AccountItems::liens)
                    .number("rvn", account -> unlessZero(account.conduct().reviews().count()))
                    .number("rva", account -> secondsOf(account.conduct().reviews().last()))
                    .number("pmn", account -> account.conduct().pace().minute())
                    .number("pct", account -> account.conduct().pace().count())
                    .number("sls", account -> unlessZero(account.conduct().standing().sales()))
                    .number("slf", account -> secondsOf(account.conduct().standing().first()))
                    .number("rla", account -> secondsOf(account.conduct().standing().release()))
                    .number("spd", account -> unlessZero(account.conduct().spending().day()))
                    .number("spa", account -> unlessZero(account.conduct().spending().minorUnits()))
                    .number("rfn", account -> unlessZero(account.conduct().refunds().count()))
                    .number("rfa", account -> secondsOf(account.conduct().refunds().last()))
                    .build();

    static final TableSchema<Movement> MOVEMENTS =
            Schema.of(Movement.class, AccountItems::movement)
                    .upgrade(_ -> {}) // form 1 was promotional credit only
                    .key(movement -> MOVEMENT + movement.id(), _ -> "V")
                    .bytes("acc", movement -> movement.account().thumbprint().value())
                    .text("knd", movement -> movement.entry().kind().name())
                    .number(VERSION, movement -> movement.entry().version())
                    .number("at", movement -> movement.entry().at().getEpochSecond())
                    .number("amt", movement -> movement.entry().amount().minorUnits())
                    .text("cur", movement -> movement.entry().amount().currency().getCurrencyCode())
                    .number("rsk", movement -> unlessZero(movement.entry().risk().minorUnits()))
                    .bytes("grt", AccountItems::refundedGrant)
                    .text("op", movement -> textUnlessEmpty(movement.operator()))
                    .build();

    static final TableSchema<BadCodes> BAD_CODE_COUNTS =
            Schema.of(BadCodes.class, AccountItems::badCodes)
                    .key(bad -> badCodes(bad.account(), bad.module()), _ -> "B")
                    .number("cnt", BadCodes::count)
                    .number("at", bad -> bad.last().getEpochSecond())
                    .number(
                            TIME_TO_LIVE,
                            bad -> bad.last().plus(Limits.BAD_CODE_WINDOW).getEpochSecond())
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
                Money.of(v.numberOr("dbt", 0), currency),
                v.list("hds"),
                v.has("lin") ? v.list("lin") : List.of(),
                conduct(v));
    }

    /// What is zero or has never been is not written: most accounts have most of it never.
    private static Conduct conduct(Values v) {
        return new Conduct(
                new Reviews(v.numberOr("rvn", 0), instant(v, "rva")),
                new Pace(v.number("pmn"), v.number("pct")),
                new Standing(v.numberOr("sls", 0), instant(v, "slf"), instant(v, "rla")),
                new Spending(v.numberOr("spd", 0), v.numberOr("spa", 0)),
                new Refunds(v.numberOr("rfn", 0), instant(v, "rfa")));
    }

    private static Instant instant(Values v, String name) {
        return Instant.ofEpochSecond(v.numberOr(name, 0));
    }

    private static @Nullable Long unlessZero(long value) {
        return value == 0 ? null : value;
    }

    private static @Nullable Long secondsOf(Instant at) {
        return unlessZero(at.getEpochSecond());
    }

    private static @Nullable List<OpenHold> liens(Account account) {
        return account.liens().isEmpty() ? null : account.liens();
    }

    /// Form 1 did not count grants.
    private static void withPace(Values v) {
        v.put("pmn", 0L);
        v.put("pct", 0L);
    }

    private static @Nullable Bytes refundedGrant(Movement movement) {
        return switch (movement.origin()) {
            case Movement.Origin.Promotion() -> null;
            case Movement.Origin.Refund(var grant, _) -> grant.value();
        };
    }

    private static @Nullable String textUnlessEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Movement movement(Values v) {
        return new Movement(
                UUID.fromString(v.keyAfter(MOVEMENT)),
                new AccountId(new Thumbprint(v.bytes("acc"))),
                new Entry(
                        Entry.Kind.valueOf(v.text("knd")),
                        v.number(VERSION),
                        Instant.ofEpochSecond(v.number("at")),
                        Money.of(v.number("amt"), v.text("cur")),
                        Money.of(v.numberOr("rsk", 0), v.text("cur"))),
                v.has("grt")
                        ? new Movement.Origin.Refund(new GrantId(v.bytes("grt")), v.text("op"))
                        : new Movement.Origin.Promotion());
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
