package dev.coinless.lab.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.journal.JournalWitness;
import dev.coinless.edge.journal.RecordKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PowerCutTest {

    @TempDir Path folder;
    private final AtomicInteger cuts = new AtomicInteger();

    @Test
    void isTheWitnessOfEveryModuleThatHasTheJar() {
        assertThat(ServiceLoader.load(JournalWitness.class))
                .hasExactlyElementsOfTypes(PowerCut.class);
    }

    @Test
    void cutsAfterTheArmedKindOnlyAndOnlyOnce() throws Exception {
        var witness =
                new PowerCut(Map.of(PowerCut.FILE, armed().toString()), cuts::incrementAndGet);
        witness.written(RecordKind.INTENT);
        Files.writeString(armed(), "INTENT\n");

        witness.written(RecordKind.CONSUMED);
        assertThat(cuts).hasValue(0);
        witness.written(RecordKind.INTENT);
        witness.written(RecordKind.INTENT);

        assertThat(cuts).hasValue(1);
        assertThat(armed()).doesNotExist();
    }

    @Test
    void countsRecordsOfTheArmedKindWhereANumberIsGiven() throws Exception {
        var witness =
                new PowerCut(Map.of(PowerCut.FILE, armed().toString()), cuts::incrementAndGet);
        Files.writeString(armed(), "INTENT 3");

        witness.written(RecordKind.INTENT);
        witness.written(RecordKind.RESULT);
        witness.written(RecordKind.INTENT);
        assertThat(cuts).hasValue(0);
        witness.written(RecordKind.INTENT);

        assertThat(cuts).hasValue(1);
    }

    @Test
    void withoutTheVariableNothingIsEverCut() {
        var witness = new PowerCut(Map.of(), cuts::incrementAndGet);

        for (var kind : RecordKind.values()) {
            witness.written(kind);
        }

        assertThat(cuts).hasValue(0);
    }

    private Path armed() {
        return folder.resolve("power-cut");
    }
}
