package dev.coinless.simulators.vmc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The cabinet's end of the pseudo-terminal: the bus adapter in the module's USB port, which can be
/// pulled out and put back.
final class Wire implements Cabinet.Line, Commands.Adapter, AutoCloseable {
    private final Optional<Path> link;
    private PseudoTerminal.Receiver receiver = (bytes, count) -> {};
    private @Nullable PseudoTerminal terminal;

    /// @param link a name for the port that stays the same
    Wire(Optional<Path> link) {
        this.link = link;
    }

    /// Opens the port for the first time and returns its path.
    String open(PseudoTerminal.Receiver inbox) throws IOException {
        receiver = inbox;
        return plugIn();
    }

    @Override
    public void attach() {
        try {
            plugIn();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void detach() {
        try {
            pullOut();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized String plugIn() throws IOException {
        if (terminal == null) {
            terminal = PseudoTerminal.open(receiver);
            if (link.isPresent()) {
                terminal.linkAs(link.get());
            }
        }
        return terminal.port();
    }

    /// Closes outside the monitor: the terminal's thread may be waiting to send.
    private void pullOut() throws IOException {
        @Nullable PseudoTerminal last;
        synchronized (this) {
            last = terminal;
            terminal = null;
        }
        if (link.isPresent()) {
            Files.deleteIfExists(link.get());
        }
        if (last != null) {
            last.close();
        }
    }

    @Override
    public synchronized void send(byte[] bytes) {
        if (terminal == null) {
            return;
        }
        try {
            terminal.send(bytes);
        } catch (IOException e) {
            System.err.println("vmc: a line is lost: " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        pullOut();
    }
}
