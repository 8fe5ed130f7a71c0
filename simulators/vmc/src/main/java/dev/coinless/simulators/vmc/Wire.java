package dev.coinless.simulators.vmc;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The cabinet's end of the pseudo-terminal, which is made after the cabinet.
final class Wire implements Cabinet.Line {
    private volatile @Nullable PseudoTerminal terminal;

    void connect(PseudoTerminal made) {
        terminal = made;
    }

    @Override
    public void send(byte[] bytes) {
        @Nullable PseudoTerminal current = terminal;
        if (current == null) {
            return;
        }
        try {
            current.send(bytes);
        } catch (IOException e) {
            System.err.println("vmc: a line is lost: " + e.getMessage());
        }
    }
}
