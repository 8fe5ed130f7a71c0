package dev.coinless.simulators.air.link;

/// The answer to one read, given once; a second answer is an [IllegalStateException]. An answer
/// after the connection or the link ended goes nowhere.
public interface ReadReply {
    /// At most 512 bytes ([AirLimits#ATTRIBUTE_BYTES]).
    void value(byte[] value);

    /// Says no; the central sees the reason.
    void refuse(String reason);
}
