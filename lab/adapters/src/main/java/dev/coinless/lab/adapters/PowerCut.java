package dev.coinless.lab.adapters;

import dev.coinless.edge.journal.JournalWitness;
import dev.coinless.edge.journal.RecordKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Cuts the module's power right after a journal record: when the file named by
/// `COINLESS_LAB_POWER_CUT` holds a record's kind and such a record was just written, the process
/// is gone before anything else happens. `INTENT 4` is the fourth INTENT from now. The file is
/// deleted, so that it happens once.
public final class PowerCut implements JournalWitness {

    static final String FILE = "COINLESS_LAB_POWER_CUT";

    /// As the kernel reports a process ended by SIGKILL.
    private static final int KILLED = 137;

    private final Optional<Path> file;
    private final Runnable power;

    /// As `ServiceLoader` wants it: by this process's environment.
    public PowerCut() {
        this(System.getenv(), () -> Runtime.getRuntime().halt(KILLED));
    }

    PowerCut(Map<String, String> environment, Runnable power) {
        this.file = Optional.ofNullable(environment.get(FILE)).map(Path::of);
        this.power = power;
    }

    @Override
    public void written(RecordKind kind) {
        if (file.filter(Files::exists).isPresent() && isArmedFor(kind, file.get())) {
            power.run();
        }
    }

    private static boolean isArmedFor(RecordKind kind, Path armed) {
        try {
            var words = Files.readString(armed).strip().split(" ", -1);
            if (!words[0].equals(kind.name())) {
                return false;
            }
            int left = words.length < 2 ? 1 : Integer.parseInt(words[1]);
            if (left > 1) {
                Files.writeString(armed, words[0] + " " + (left - 1));
                return false;
            }
            Files.delete(armed);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the armed power cut " + armed, e);
        }
    }
}
