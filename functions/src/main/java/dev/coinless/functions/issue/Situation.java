package dev.coinless.functions.issue;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.module.ModuleControl;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.module.Progress;
import dev.coinless.functions.policy.BadCodes;
import dev.coinless.model.sync.Denylist;
import java.util.Optional;

/// All that the decision to issue depends on, read at once.
///
/// @param earlier what the same request made before
/// @param exposed what may still be taken for goods of the module, as the Book has it: seconds old,
///   and no counter of the sale's own
public record Situation(
        Optional<Account> account,
        Optional<PaymentModule> module,
        Optional<Hold> earlier,
        Progress progress,
        ModuleControl control,
        Denylist denylist,
        BadCodes badCodes,
        long exposed) {}
