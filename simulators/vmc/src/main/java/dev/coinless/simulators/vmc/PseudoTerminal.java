package dev.coinless.simulators.vmc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The far end of a serial line: the module opens [#port()], this side reads and writes.
///
/// Like a serial port without flow control: what is sent while nobody has the port open is lost.
final class PseudoTerminal implements AutoCloseable {
    /// Milliseconds between looks at a port that nobody has open.
    static final int CLOSED_PORT_MILLIS = 20;

    /// Milliseconds until a waiting read looks whether it is to end.
    static final int READ_MILLIS = 100;

    /// Bytes of one read; a line has at most 128.
    static final int READ_BYTES = 512;

    /// What arrives; called on the terminal's own thread.
    interface Receiver {
        void received(byte[] bytes, int count);
    }

    private final int master;
    private final String port;
    private volatile boolean closed;
    private volatile boolean unread;
    private final Thread reader;

    private PseudoTerminal(int master, String port, Receiver receiver) {
        this.master = master;
        this.port = port;
        this.reader =
                Thread.ofPlatform()
                        .daemon()
                        .name("vmc-line")
                        .unstarted(() -> readUntilClosed(receiver));
    }

    static PseudoTerminal open(Receiver receiver) throws IOException {
        int master = LibC.openMaster();
        LibC.makeRaw(master);
        var terminal = new PseudoTerminal(master, LibC.slaveName(master), receiver);
        terminal.forgetUnread();
        terminal.reader.start();
        return terminal;
    }

    /// The path of the module's side.
    String port() {
        return port;
    }

    /// Makes a symbolic link to the port, in place of an earlier one.
    ///
    /// @throws IOException if something else than a symbolic link is there
    void linkAs(Path link) throws IOException {
        if (Files.exists(link, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(link)) {
            throw new IOException(link + " is not a symbolic link: choose another --link");
        }
        Path fresh = link.resolveSibling(link.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createSymbolicLink(fresh, Path.of(port));
        Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Sends at once or not at all; lost if nobody has the port open or does not read it.
    void send(byte[] bytes) throws IOException {
        if ((LibC.poll(master, 0) & LibC.POLLHUP) != 0) {
            return;
        }
        unread = true;
        try {
            int sent = LibC.write(master, bytes);
            if (sent < bytes.length) {
                System.err.println("vmc: the module does not read, part of a line is lost");
            }
        } catch (LibC.Failure e) {
            if (e.errno() != LibC.EAGAIN) {
                throw e;
            }
            System.err.println("vmc: the module does not read, a line is lost");
        }
    }

    private void readUntilClosed(Receiver receiver) {
        byte[] bytes = new byte[READ_BYTES];
        try {
            while (!closed) {
                int events = LibC.poll(master, READ_MILLIS);
                if ((events & LibC.POLLIN) != 0) {
                    receiver.received(bytes, read(bytes));
                } else if ((events & LibC.POLLHUP) != 0) {
                    if (unread) {
                        unread = false;
                        forgetUnread();
                    }
                    Thread.sleep(CLOSED_PORT_MILLIS);
                }
            }
        } catch (IOException | InterruptedException e) {
            if (!closed) {
                System.err.println("vmc: the line ended: " + e);
            }
        }
    }

    private int read(byte[] bytes) throws IOException {
        try {
            return LibC.read(master, bytes);
        } catch (LibC.Failure e) {
            // The port was closed between poll and read, or a signal came: nothing to read.
            if (e.errno() == LibC.EIO || e.errno() == LibC.EAGAIN || e.errno() == LibC.EINTR) {
                return 0;
            }
            throw e;
        }
    }

    /// A module that starts anew must not find lines that were meant for the one before it.
    private void forgetUnread() throws IOException {
        int slave = LibC.open(port);
        LibC.flush(slave);
        LibC.close(slave);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LibC.close(master);
    }
}
