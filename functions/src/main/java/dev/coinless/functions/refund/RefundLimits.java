package dev.coinless.functions.refund;

import java.time.Duration;

/// What is given back without anybody having looked; settings of the deployment.
///
/// @param automatic most that is, minor units: as much as a grant without a price may cost, so that
///   a snack is no case for anybody
/// @param automaticPerMonth how often for one account within 30 days since the last: machines fail
///   honest customers now and then, and whoever asks every week is looked at; 0 turns it off
public record RefundLimits(long automatic, int automaticPerMonth) {

    /// The numbers of docs/protocol.md.
    public static final RefundLimits STANDARD = new RefundLimits(500, 2);

    /// A customer notices at once; later than this the operator has settled with everybody.
    public static final Duration LATEST = Duration.ofDays(90);
}
