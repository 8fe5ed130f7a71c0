package dev.coinless.functions.io.table;

import dev.coinless.functions.book.Exposure;
import dev.coinless.functions.issue.IssueStore;
import dev.coinless.functions.issue.Situation;
import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.module.ModuleControl;
import dev.coinless.functions.module.Progress;
import dev.coinless.functions.policy.BadCodes;
import dev.coinless.functions.retry.TableBusy;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.sync.Denylist;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What issuing reads and writes: one BatchGetItem of the table and the Book's, one
/// TransactWriteItems of the table.
public final class DynamoIssues implements IssueStore {

    private static final Logger LOG = LoggerFactory.getLogger(DynamoIssues.class);

    private final Table table;
    private final Table book;

    /// @param book where it is known what is at stake at modules
    public DynamoIssues(Table table, Table book) {
        this.table = table;
        this.book = book;
    }

    @Override
    public Situation read(AccountId account, ModuleId module, GrantId grant) {
        var accountKey = AccountItems.key(account);
        var moduleKey = ModuleItems.moduleKey(module);
        var holdKey = HoldItems.key(grant);
        var progressKey = ModuleItems.progressKey(module);
        var badCodesKey = AccountItems.badCodesKey(account, module);
        var controlKey = ControlItems.controlKey(module);
        var denylistKey = ControlItems.denylistKey();
        var exposureKey = BookItems.exposureKey(module);
        var found =
                table.read(
                        List.of(
                                accountKey,
                                moduleKey,
                                holdKey,
                                progressKey,
                                badCodesKey,
                                controlKey,
                                denylistKey),
                        book,
                        List.of(exposureKey));
        return new Situation(
                found.get(AccountItems.ACCOUNTS, accountKey),
                found.get(ModuleItems.MODULES, moduleKey),
                found.get(HoldItems.HOLDS, holdKey),
                found.get(ModuleItems.PROGRESS, progressKey).orElse(Progress.none(module)),
                found.get(ControlItems.CONTROLS, controlKey).orElse(ModuleControl.none(module)),
                found.get(ControlItems.DENYLISTS, denylistKey).orElse(Denylist.none()),
                found.get(AccountItems.BAD_CODE_COUNTS, badCodesKey)
                        .orElse(BadCodes.none(account, module)),
                found.get(BookItems.EXPOSURES, exposureKey).map(Exposure::open).orElse(0L));
    }

    @Override
    public Write place(Account before, Account after, Hold hold) {
        return table.transact(transaction ->
                transaction
                        .put(
                                AccountItems.ACCOUNTS,
                                after,
                                Conditions.version(AccountItems.VERSION, before.version()))
                        .put(HoldItems.HOLDS, hold, Conditions.ABSENT));
    }

    @Override
    public Write advance(Progress next) {
        return table.put(ModuleItems.PROGRESS, next, Conditions.next(next.version()));
    }

    @Override
    public void remember(BadCodes badCodes) {
        try {
            table.put(AccountItems.BAD_CODE_COUNTS, badCodes);
        } catch (TableBusy e) {
            // It may have been written: trying again would count one wrong code twice.
            LOG.warn("a wrong code may not be counted: {}", e.getMessage());
        }
    }
}
