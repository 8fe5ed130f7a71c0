package dev.coinless.functions.source;

import dev.coinless.model.bytes.Bytes;

/// Where a request came from: an IPv4 address, or the first 64 bits of an IPv6 address, which is
/// what one customer of a provider has. Its text says nothing, so that no log can.
public final class Source {

    /// Of a request that does not say where it came from.
    public static final Source UNKNOWN = new Source(Bytes.EMPTY);

    private static final int IPV6_PREFIX = 8;

    private final Bytes prefix;

    private Source(Bytes prefix) {
        this.prefix = prefix;
    }

    /// The source that an address belongs to.
    ///
    /// @param address its 4 or 16 bytes
    public static Source of(Bytes address) {
        return new Source(address.length() <= IPV6_PREFIX ? address : address.first(IPV6_PREFIX));
    }

    Bytes prefix() {
        return prefix;
    }

    @Override
    public String toString() {
        return "a source";
    }
}
