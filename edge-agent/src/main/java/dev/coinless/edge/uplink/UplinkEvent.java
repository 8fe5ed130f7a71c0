package dev.coinless.edge.uplink;

import dev.coinless.model.bytes.Bytes;

/// What happens on the module's own network.
public sealed interface UplinkEvent {

    /// The platform can be reached, and its answers are heard.
    record Connected() implements UplinkEvent {}

    /// It cannot be reached any more; comes once for each Connected.
    record Lost() implements UplinkEvent {}

    /// A down bundle came, at most [SealedBundle#MAX_LENGTH] bytes of anything.
    record Received(Bytes bundle) implements UplinkEvent {}

    /// Something came that cannot be a bundle, and was thrown away.
    record Unusable(int length) implements UplinkEvent {}
}
