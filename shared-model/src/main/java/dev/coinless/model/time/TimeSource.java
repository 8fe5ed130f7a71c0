package dev.coinless.model.time;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ServiceLoader;

/// Where a program gets its time: the wall clock for the cloud, the uptime for a module, which has
/// no wall clock to trust.
///
/// Programs call [#find()] once, in their wiring. Without a provider on the class path that is the
/// system's time; the lab brings a provider whose clock can be moved for all processes at once, in
/// a jar that no product contains. Implementations are safe for use by any thread.
public interface TimeSource extends InstantSource {

    /// Wall clock time.
    @Override
    Instant instant();

    /// Monotonic time since an arbitrary start of this process.
    Uptime uptime();

    /// The provider on the class path, or the system's time if there is none.
    ///
    /// @throws IllegalStateException if more than one provider is on the class path
    static TimeSource find() {
        var providers = ServiceLoader.load(TimeSource.class).stream().toList();
        if (providers.size() > 1) {
            throw new IllegalStateException(
                    "more than one time source on the class path: "
                            + providers.stream().map(p -> p.type().getName()).toList());
        }
        return providers.isEmpty() ? new SystemTime() : providers.getFirst().get();
    }
}
