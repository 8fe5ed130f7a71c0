package dev.coinless.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.journal.JournalRow;
import dev.coinless.edge.journal.RecordKind;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.model.bytes.Bytes;
import org.junit.jupiter.api.Test;

class DiskTest {

    private static JournalRow row(long number) {
        return new JournalRow(RecordKind.RECEIPT, number, number, Bytes.utf8("receipt " + number));
    }

    @Test
    void whatIsSyncedOutlivesThePowerAndWhatIsNotIsWholeOrGone() {
        for (long seed = 1; seed <= 200; seed++) {
            var disk = new Disk();
            disk.write(row(1));
            disk.write(row(2));
            disk.sync();
            disk.write(row(3));
            disk.write(row(4));

            disk.lose(AwsMode.dice(seed));

            var found = disk.read();
            assertThat(found).startsWith(row(1), row(2)).hasSizeBetween(2, 4);
            assertThat(found)
                    .isEqualTo(
                            java.util.List.of(row(1), row(2), row(3), row(4))
                                    .subList(0, found.size()));
        }
    }

    @Test
    void writingGoesOnBehindWhatWasTorn() {
        var disk = new Disk();
        disk.write(row(1));
        disk.sync();
        disk.write(row(2));
        disk.lose(AwsMode.dice(3));

        disk.read();
        disk.write(row(5));
        disk.sync();

        assertThat(disk.read()).startsWith(row(1)).endsWith(row(5));
    }
}
