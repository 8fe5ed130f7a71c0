package dev.coinless.lab.history;

import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.model.wire.Malformed;
import java.time.Duration;

/// Sales one after the other: a customer gets a grant, the module consumes it and vends.
final class Sales {

    /// Open holds of one customer; the deployment must allow as many.
    static final int SALES_A_CUSTOMER = 50;

    private final CloudInProcess cloud;
    private final ModuleInProcess module;

    Sales(CloudInProcess cloud, ModuleInProcess module) {
        this.cloud = cloud;
        this.module = module;
    }

    void make(int count, Duration running) throws JournalUnavailable, Malformed {
        var step = running.dividedBy(count);
        var customer = cloud.customer(SALES_A_CUSTOMER);
        for (int i = 0; i < count; i++) {
            if (i > 0 && i % SALES_A_CUSTOMER == 0) {
                customer = cloud.customer(SALES_A_CUSTOMER);
            }
            module.ageBy(step);
            var code = module.nextCode();
            var holder = cloud.newHolder();
            module.sell(cloud.grant(customer, module.id(), code, holder), holder);
        }
    }
}
