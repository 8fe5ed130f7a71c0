package dev.coinless.simulators.air.link;

/// The answer to one write, given once; a second answer is an [IllegalStateException]. An answer
/// after the connection or the link ended goes nowhere.
public interface WriteReply {
    void accept();

    /// Says no; the central sees the reason.
    void refuse(String reason);
}
