package dev.coinless.edge.agent;

import dev.coinless.edge.advertise.CodeRing;
import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.journal.Journal;
import dev.coinless.edge.journal.JournalRecord.Reserved;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.log.Stage;
import dev.coinless.edge.log.StageLog;
import dev.coinless.edge.present.RadioPort;
import dev.coinless.model.advertise.Advertisement;
import dev.coinless.model.advertise.LegacyAdvertising;
import dev.coinless.model.id.Counter;
import dev.coinless.model.time.Uptime;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Keeps the ring of codes and broadcasts the newest. A counter is broadcast only after its
/// reservation is durable.
final class Beacon {

    /// How long a failed reservation waits before it is tried again; a broken card needs no more.
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final ModuleIdentity identity;
    private BeaconSettings settings;
    private final Journal journal;
    private final RadioPort radio;
    private final StageLog log;
    private final Duration poweredAtBoot;
    private final Uptime boot;
    private CodeRing ring;
    private Uptime notBefore;
    private Optional<Advertisement> shown = Optional.empty();

    Beacon(
            ModuleIdentity identity,
            BeaconSettings settings,
            Journal journal,
            RadioPort radio,
            StageLog log,
            Uptime now)
            throws JournalUnavailable {
        this.identity = identity;
        this.settings = settings;
        this.journal = journal;
        this.radio = radio;
        this.log = log;
        this.ring = CodeRing.afterBoot(journal.reserved(), now);
        this.poweredAtBoot = journal.powered();
        this.boot = now;
        this.notBefore = now;
    }

    /// Other settings, from the next code on.
    void use(BeaconSettings other) {
        settings = other;
    }

    CodeRing ring() {
        return ring;
    }

    Counter floor() {
        return ring.floor();
    }

    /// The module's running time over all its life.
    Duration powered(Uptime now) {
        return poweredAtBoot.plus(now.since(boot));
    }

    void tick(Uptime now) {
        if (!now.isBefore(notBefore)) {
            step(new CodeRing.Event.Tick(), now);
        }
    }

    void spent(Counter counter, Uptime now) {
        step(new CodeRing.Event.Spent(counter), now);
    }

    /// A counter for a code that is never broadcast; empty while none can be reserved.
    Optional<Counter> take(Uptime now) {
        if (!now.isBefore(notBefore)) {
            step(new CodeRing.Event.Wanted(), now);
        }
        if (!ring.hasNext()) {
            return Optional.empty();
        }
        var counter = ring.next();
        step(new CodeRing.Event.Taken(), now);
        return Optional.of(counter);
    }

    /// What is, or would be, broadcast with these flags; empty until a counter is reserved.
    Optional<Advertisement> advertisement(Set<Advertisement.Flag> flags) {
        return ring.newest()
                .map(live ->
                        new Advertisement(
                                flags,
                                identity.module(),
                                identity.secret().code(live.counter()),
                                settings.priceHint(),
                                settings.txPower()));
    }

    /// Broadcasts the newest code with these flags, if that is a change.
    void show(Set<Advertisement.Flag> flags) {
        var wanted = advertisement(flags);
        if (wanted.equals(shown)) {
            return;
        }
        shown = wanted;
        wanted.ifPresent(advertisement -> {
            radio.advertise(
                    LegacyAdvertising.advertisingData(),
                    LegacyAdvertising.scanResponse(settings.company(), advertisement));
            log.say(
                    Stage.ADVERTISE,
                    "broadcast counter=%s flags=%s"
                            .formatted(
                                    advertisement.code().counter(),
                                    advertisement.flags().stream().sorted().toList()));
        });
    }

    /// The radio has forgotten what it advertised.
    void radioIsNew() {
        shown = Optional.empty();
    }

    private void step(CodeRing.Event event, Uptime now) {
        var step = CodeRing.step(ring, event, now, settings.rotation());
        ring = step.next();
        for (var effect : step.effects()) {
            switch (effect) {
                case CodeRing.Effect.Rotated() -> {}
                case CodeRing.Effect.Reserve(var upTo) -> reserve(upTo, now);
            }
        }
    }

    private void reserve(Counter upTo, Uptime now) {
        try {
            journal.append(new Reserved(upTo, powered(now)));
            step(new CodeRing.Event.Reserved(upTo), now);
        } catch (JournalUnavailable e) {
            notBefore = now.plus(RETRY);
            log.say(Stage.ADVERTISE, "no-code the journal cannot be written: " + e.getMessage());
        }
    }
}
