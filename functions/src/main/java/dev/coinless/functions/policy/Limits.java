package dev.coinless.functions.policy;

import java.time.Duration;

/// What one account, and one module, may have out at once; all are settings of the deployment.
///
/// @param ttl how long a grant is good, counted by the module from the code's first broadcast
/// @param cap most that a grant without a price may cost, minor units: bounds the loss on a phone
///   that walks off
/// @param perUse most that any grant may cost, minor units: more than a machine sells at once, so
///   that a module that asks for more gets nothing
/// @param perDay most that an account may spend on a day (UTC), minor units: bounds what a stolen
///   phone is worth
/// @param openHolds per account, so that looking at many machines does not empty it
/// @param openHoldsPerModule per account and module
/// @param badCodes per account and module within [#BAD_CODE_WINDOW]; guessing 8 bytes is futile,
///   but costs us work
/// @param grantsPerMinute per account: more than a person can buy, little enough to bound what a
///   stolen phone's program can cause
/// @param grantsPerMinuteAtModule per module and running function: ten a second is more than a
///   machine can sell, and a crowd of accounts may not keep all others from it
/// @param exposurePerModule most that may be out at one module without its receipts having come,
///   minor units: bounds what a lost or lying module costs before somebody notices
public record Limits(
        Duration ttl,
        long cap,
        long perUse,
        long perDay,
        int openHolds,
        int openHoldsPerModule,
        int badCodes,
        int grantsPerMinute,
        int grantsPerMinuteAtModule,
        long exposurePerModule) {

    /// The numbers of docs/protocol.md.
    public static final Limits STANDARD =
            new Limits(Duration.ofMinutes(5), 500, 10_000, 50_000, 3, 1, 10, 60, 600, 1_000_000);

    /// After this long without one, bad codes are forgotten.
    public static final Duration BAD_CODE_WINDOW = Duration.ofMinutes(10);

    /// So many holds voided in doubt and not forgotten, and an account gets no more grants: a vend
    /// that a power cut has hidden may have been an item for nothing.
    public static final int REVIEWS = 3;
}
