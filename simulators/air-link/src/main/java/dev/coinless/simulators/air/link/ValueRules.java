package dev.coinless.simulators.air.link;

import dev.coinless.simulators.air.link.AirLinkException.Reason;

/// The rules of ATT that a link checks before anything is sent.
final class ValueRules {
    private ValueRules() {}

    static void requireFits(byte[] value, int mtu) throws AirLinkException {
        if (value.length > AirLimits.valueBytes(mtu)) {
            throw new AirLinkException(
                    Reason.TOO_LONG,
                    "%d bytes do not fit in one packet: MTU %d carries %d"
                            .formatted(value.length, mtu, AirLimits.valueBytes(mtu)));
        }
    }

    static void requireReadable(Characteristic characteristic) throws AirLinkException {
        require(characteristic.readable(), characteristic, "read");
    }

    static void requireWritable(Characteristic characteristic) throws AirLinkException {
        require(characteristic.writable(), characteristic, "written");
    }

    static void requireNotifying(Characteristic characteristic) throws AirLinkException {
        require(characteristic.notifying(), characteristic, "notified");
    }

    private static void require(boolean allowed, Characteristic characteristic, String what)
            throws AirLinkException {
        if (!allowed) {
            throw new AirLinkException(
                    Reason.NOT_SUPPORTED, characteristic + " can not be " + what);
        }
    }
}
