package dev.coinless.simulators.vmc;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/// The C functions of Linux that make a pseudo-terminal. Constants are those of x86 and ARM alike.
@SuppressWarnings("restricted") // The program is started with native access enabled.
final class LibC {
    static final int O_RDWR = 2;
    static final int O_NOCTTY = 0x100;
    static final int O_NONBLOCK = 0x800;
    static final int O_CLOEXEC = 0x80000;
    static final short POLLIN = 1;
    static final short POLLHUP = 0x10;
    static final int TCSANOW = 0;
    static final int TCIFLUSH = 0;

    /// Bytes for a `struct termios`, which has 60 with glibc.
    static final int TERMIOS_BYTES = 256;

    /// Bytes of a `struct pollfd`.
    static final int POLLFD_BYTES = 8;

    static final int EINTR = 4;
    static final int EIO = 5;
    static final int EAGAIN = 11;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final MemoryLayout POINTER = ValueLayout.ADDRESS;

    private static final MethodHandle POSIX_OPENPT = find("posix_openpt", INT, INT);
    private static final MethodHandle GRANTPT = find("grantpt", INT, INT);
    private static final MethodHandle UNLOCKPT = find("unlockpt", INT, INT);
    private static final MethodHandle PTSNAME_R = find("ptsname_r", INT, INT, POINTER, LONG);
    private static final MethodHandle TCGETATTR = find("tcgetattr", INT, INT, POINTER);
    private static final MethodHandle CFMAKERAW =
            bind("cfmakeraw", FunctionDescriptor.ofVoid(POINTER));
    private static final MethodHandle TCSETATTR = find("tcsetattr", INT, INT, INT, POINTER);
    private static final MethodHandle TCFLUSH = find("tcflush", INT, INT, INT);
    private static final MethodHandle POLL = find("poll", INT, POINTER, LONG, INT);
    private static final MethodHandle READ = find("read", LONG, INT, POINTER, LONG);
    private static final MethodHandle WRITE = find("write", LONG, INT, POINTER, LONG);
    private static final MethodHandle CLOSE = find("close", INT, INT);
    private static final MethodHandle OPEN = findOpen();

    private LibC() {}

    private static MethodHandle find(String name, MemoryLayout result, MemoryLayout... arguments) {
        return bind(name, FunctionDescriptor.of(result, arguments));
    }

    private static MethodHandle bind(String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                type,
                Linker.Option.captureCallState("errno"));
    }

    private static MethodHandle findOpen() {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("open"),
                FunctionDescriptor.of(INT, POINTER, INT),
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(2));
    }

    /// A failed call, with its errno.
    static final class Failure extends IOException {
        private static final long serialVersionUID = 1L;
        private final int errno;

        Failure(String call, int errno) {
            super(call + " failed with errno " + errno);
            this.errno = errno;
        }

        int errno() {
            return errno;
        }
    }

    private interface Call {
        long in(Arena arena, MemorySegment state) throws Throwable;
    }

    private static long call(String name, Call call) throws Failure {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long result = call.in(arena, state);
            if (result < 0) {
                throw new Failure(name, (int) ERRNO.get(state, 0L));
            }
            return result;
        } catch (Failure | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(name + " could not be called", e);
        }
    }

    /// A new pseudo-terminal's controlling side, not blocking.
    static int openMaster() throws Failure {
        int flags = O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
        int master = (int) call("posix_openpt", (_, s) -> (int) POSIX_OPENPT.invokeExact(s, flags));
        call("grantpt", (_, s) -> (int) GRANTPT.invokeExact(s, master));
        call("unlockpt", (_, s) -> (int) UNLOCKPT.invokeExact(s, master));
        return master;
    }

    static String slaveName(int master) throws Failure {
        byte[] name = new byte[64];
        call(
                "ptsname_r",
                (arena, s) -> {
                    MemorySegment buffer = arena.allocate(name.length);
                    int result = (int) PTSNAME_R.invokeExact(s, master, buffer, (long) name.length);
                    MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, name, 0, name.length);
                    return result == 0 ? 0 : -1;
                });
        int end = 0;
        while (name[end] != 0) {
            end++;
        }
        return new String(name, 0, end, StandardCharsets.US_ASCII);
    }

    /// Bytes pass unchanged, as on a serial line at 8N1 without flow control.
    static void makeRaw(int terminal) throws Failure {
        call(
                "tcsetattr",
                (arena, s) -> {
                    MemorySegment termios = arena.allocate(TERMIOS_BYTES);
                    int got = (int) TCGETATTR.invokeExact(s, terminal, termios);
                    CFMAKERAW.invokeExact(s, termios);
                    return got < 0
                            ? got
                            : (int) TCSETATTR.invokeExact(s, terminal, TCSANOW, termios);
                });
    }

    static int open(String path) throws Failure {
        int flags = O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
        return (int)
                call(
                        "open " + path,
                        (arena, s) -> (int) OPEN.invokeExact(s, arena.allocateFrom(path), flags));
    }

    /// Drops what a terminal was sent and has not been read from it.
    static void flush(int terminal) throws Failure {
        call("tcflush", (_, s) -> (int) TCFLUSH.invokeExact(s, terminal, TCIFLUSH));
    }

    /// What is there to do within a time: bits of `POLLIN`, `POLLHUP`.
    static int poll(int file, int millis) throws Failure {
        var events = new int[1];
        call(
                "poll",
                (arena, s) -> {
                    MemorySegment pollfd = arena.allocate(POLLFD_BYTES, 4);
                    pollfd.set(ValueLayout.JAVA_INT, 0, file);
                    pollfd.set(ValueLayout.JAVA_SHORT, 4, POLLIN);
                    int result = (int) POLL.invokeExact(s, pollfd, 1L, millis);
                    events[0] = pollfd.get(ValueLayout.JAVA_SHORT, 6);
                    return result;
                });
        return events[0];
    }

    static int read(int file, byte[] into) throws Failure {
        return (int)
                call(
                        "read",
                        (arena, s) -> {
                            MemorySegment buffer = arena.allocate(into.length);
                            long count =
                                    (long) READ.invokeExact(s, file, buffer, (long) into.length);
                            int copied = (int) Math.max(0, count);
                            MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, into, 0, copied);
                            return count;
                        });
    }

    static int write(int file, byte[] bytes) throws Failure {
        return (int)
                call(
                        "write",
                        (arena, s) ->
                                (long)
                                        WRITE.invokeExact(
                                                s,
                                                file,
                                                arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes),
                                                (long) bytes.length));
    }

    static void close(int file) throws Failure {
        call("close", (_, s) -> (int) CLOSE.invokeExact(s, file));
    }
}
