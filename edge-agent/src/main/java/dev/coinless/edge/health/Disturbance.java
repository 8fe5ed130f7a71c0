package dev.coinless.edge.health;

/// Something that the module refused or left out so that it can go on selling.
public enum Disturbance {
    /// A frame that no message can have.
    BROKEN_FRAME,
    /// A frame or read beyond what one connection may have waiting.
    FRAME_LEFT_OUT,
    /// A check of a signature beyond the limits; the phone read BUSY.
    CHECK_LEFT_OUT,
    /// A connection that was ended: silent, in others' way, or saying nothing but nonsense.
    CONNECTION_DROPPED,
    /// A connection beyond what the module holds.
    CONNECTION_REFUSED,
    /// A line of the bus adapter that is longer than any of its protocol.
    LINE_TOO_LONG,
    /// A line of the bus adapter that means nothing.
    LINE_UNKNOWN,
    /// A selection denied because the machine asks faster than people can.
    SELECTION_TOO_FAST,
    /// A part of a bundle, or a bundle, that was refused.
    BUNDLE_REFUSED
}
