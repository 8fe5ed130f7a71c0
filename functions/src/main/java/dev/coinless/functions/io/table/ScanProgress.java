package dev.coinless.functions.io.table;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says in the log how far the reading of a whole table has come, so that one that is cut off shows
/// how much there was.
final class ScanProgress {

    private static final Logger LOG = LoggerFactory.getLogger(ScanProgress.class);

    /// Items between two lines; some seconds.
    private static final long EACH = 20_000;

    private final String table;
    private long items;

    ScanProgress(String table) {
        this.table = table;
    }

    void next() {
        items++;
        if (items % EACH == 0) {
            LOG.info("{} items of {} read", items, table);
        }
    }
}
