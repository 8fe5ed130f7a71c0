package dev.coinless.simulators.vmc;

import dev.coinless.simulators.vmc.MachineEffect.Timer;
import java.time.Duration;

/// How long things take in this machine.
///
/// @param session how long a session may be idle before the machine ends it
/// @param approval how long the reader may think about a VEND REQUEST before the machine cancels it
record Timings(Duration motor, Duration session, Duration approval) {
    /// One step of the bus's start-up, a poll or two (MDB/ICP polls every 25 to 200 ms).
    static final Duration BUS_STEP = Duration.ofMillis(25);

    static final Timings USUAL =
            new Timings(Duration.ofMillis(150), Duration.ofSeconds(120), Duration.ofSeconds(60));

    Duration of(Timer timer) {
        return switch (timer) {
            case BUS -> BUS_STEP;
            case SESSION -> session;
            case APPROVAL -> approval;
            case MOTOR, COIN_MOTOR -> motor;
        };
    }

    Timings withMotor(Duration slower) {
        return new Timings(slower, session, approval);
    }
}
