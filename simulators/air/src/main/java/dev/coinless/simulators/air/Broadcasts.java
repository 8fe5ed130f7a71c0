package dev.coinless.simulators.air;

import dev.coinless.simulators.air.link.AirLimits;
import dev.coinless.simulators.air.link.AirMessage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who advertises what and who scans. A scanner hears each advertiser in range when something
/// changes and at every tick.
final class Broadcasts {
    private final Ranges ranges;
    private final Capture capture;
    private final Map<Member, AirMessage.Advertise> advertisers = new LinkedHashMap<>();
    private final Set<Member> scanners = new LinkedHashSet<>();

    Broadcasts(Ranges ranges, Capture capture) {
        this.ranges = ranges;
        this.capture = capture;
    }

    void advertise(Member module, AirMessage.Advertise broadcast) throws IOException {
        requireFits("advertising data", broadcast.advertisingData());
        requireFits("scan response", broadcast.scanResponse());
        AirMessage.Advertise before = advertisers.put(module, broadcast);
        if (!broadcast.equals(before)) {
            scanners.forEach(scanner -> report(scanner, module));
        }
    }

    private static void requireFits(String what, String hex) throws IOException {
        if (Values.bytes(hex) > AirLimits.ADVERTISING_BYTES) {
            throw new IOException(
                    what + " has more than " + AirLimits.ADVERTISING_BYTES + " bytes: " + hex);
        }
    }

    void stopAdvertising(Member module) {
        advertisers.remove(module);
    }

    void startScan(Member phone) {
        if (scanners.add(phone)) {
            advertisers.keySet().forEach(module -> report(phone, module));
        }
    }

    void stopScan(Member phone) {
        scanners.remove(phone);
    }

    void forget(Member member) {
        advertisers.remove(member);
        scanners.remove(member);
    }

    boolean advertises(Member module) {
        return advertisers.containsKey(module);
    }

    boolean scans(Member phone) {
        return scanners.contains(phone);
    }

    Optional<Member> advertiser(String address) {
        return advertisers.keySet().stream()
                .filter(module -> module.address().equals(address))
                .findAny();
    }

    void reportAll() {
        for (Member scanner : scanners) {
            for (Member module : advertisers.keySet()) {
                report(scanner, module);
            }
        }
    }

    /// Reports one pair at once, for a change of range.
    void reportPair(String phone, String module) {
        for (Member scanner : scanners) {
            for (Member advertiser : advertisers.keySet()) {
                if (scanner.name().equals(phone) && advertiser.name().equals(module)) {
                    report(scanner, advertiser);
                }
            }
        }
    }

    private void report(Member phone, Member module) {
        AirMessage.Advertise broadcast = advertisers.get(module);
        var rssi = ranges.between(phone, module);
        if (broadcast == null || rssi.isEmpty()) {
            return;
        }
        capture.heard(phone.name(), module.name(), rssi.getAsInt(), broadcast);
        phone.deliver(
                new AirMessage.Advertisement(
                        module.address(),
                        module.name(),
                        rssi.getAsInt(),
                        broadcast.advertisingData(),
                        broadcast.scanResponse()));
    }
}
