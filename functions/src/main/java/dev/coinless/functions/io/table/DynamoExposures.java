package dev.coinless.functions.io.table;

import dev.coinless.functions.policy.Exposure;
import dev.coinless.functions.retry.TableBusy;
import dev.coinless.functions.sweep.ReleaseHolds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is out at modules, in the table.
public final class DynamoExposures implements ReleaseHolds.ExposureStore {

    private static final Logger LOG = LoggerFactory.getLogger(DynamoExposures.class);

    private final Table table;

    public DynamoExposures(Table table) {
        this.table = table;
    }

    @Override
    public void remember(Exposure exposure) {
        try {
            table.put(LimitItems.EXPOSURES, exposure);
        } catch (TableBusy e) {
            // The next run counts again.
            LOG.warn("what is out at {} may not be noted: {}", exposure.module(), e.getMessage());
        }
    }
}
