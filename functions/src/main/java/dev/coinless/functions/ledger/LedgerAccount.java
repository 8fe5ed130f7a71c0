package dev.coinless.functions.ledger;

import dev.coinless.model.id.AccountId;

/// A name that postings add up under, such as `customer/<id>/available` or `operator/A/payable`.
public record LedgerAccount(String name) implements Comparable<LedgerAccount> {

    public static final LedgerAccount PLATFORM_FEE = new LedgerAccount("platform/fee");
    public static final LedgerAccount RISK_EXPOSURE = new LedgerAccount("platform/risk");
    public static final LedgerAccount PROMOTIONAL_CREDIT = new LedgerAccount("platform/promotion");
    public static final LedgerAccount TOP_UP_SOURCE = new LedgerAccount("platform/top-up");

    /// What a customer may spend.
    public static LedgerAccount available(AccountId customer) {
        return new LedgerAccount("customer/%s/available".formatted(customer));
    }

    /// What is set aside for grants that have not ended.
    public static LedgerAccount held(AccountId customer) {
        return new LedgerAccount("customer/%s/held".formatted(customer));
    }

    /// What the platform owes an operator.
    public static LedgerAccount payable(String operator) {
        return new LedgerAccount("operator/%s/payable".formatted(operator));
    }

    @Override
    public int compareTo(LedgerAccount other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
