package dev.coinless.functions.book;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/// Ends the function's life before or after one of its writes: the writes of all ports made by one
/// cut are counted together.
final class Cut {

    private static final Set<String> WRITES =
            Set.of("extend", "seal", "forget", "sign", "quarantine", "keep");

    private final int write;
    private final boolean done;
    private int count;

    /// @param write which one, from 1
    /// @param done whether the write itself still happens
    Cut(int write, boolean done) {
        this.write = write;
        this.done = done;
    }

    /// The function's life ends here.
    static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// Whether the cut was reached.
    boolean happened() {
        return count >= write;
    }

    <T> T through(Class<T> port, T to) {
        return port.cast(
                Proxy.newProxyInstance(
                        Cut.class.getClassLoader(),
                        new Class<?>[] {port},
                        (_, method, arguments) -> {
                            boolean now = WRITES.contains(method.getName()) && ++count == write;
                            if (now && !done) {
                                throw new Death();
                            }
                            try {
                                var result = method.invoke(to, arguments);
                                if (now) {
                                    throw new Death();
                                }
                                return result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }
}
