package dev.coinless.functions.policy;

import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.ModuleId;
import java.time.Instant;

/// How many wrong codes an account has sent for a module lately. Never locks the account: its other
/// machines stay open to it.
public record BadCodes(AccountId account, ModuleId module, long count, Instant last) {

    public static BadCodes none(AccountId account, ModuleId module) {
        return new BadCodes(account, module, 0, Instant.EPOCH);
    }

    boolean reached(int limit, Instant now) {
        return current(now) >= limit;
    }

    public BadCodes oneMore(Instant now) {
        return new BadCodes(account, module, current(now) + 1, now);
    }

    private long current(Instant now) {
        return now.isBefore(last.plus(Limits.BAD_CODE_WINDOW)) ? count : 0;
    }
}
