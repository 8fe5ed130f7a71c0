package dev.coinless.edge.sync;

import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.gate.Trust;
import dev.coinless.edge.journal.Journal;
import dev.coinless.edge.journal.JournalRecord;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.sync.ModuleConfig;
import dev.coinless.model.sync.Version;
import dev.coinless.model.wire.Malformed;
import java.util.Optional;

/// The newest configuration that the operator set from afar, kept in the journal.
public final class RemoteConfig {

    private final ModuleIdentity identity;
    private final Journal journal;
    private Optional<ModuleConfig> current = Optional.empty();

    public RemoteConfig(ModuleIdentity identity, Journal journal) throws JournalUnavailable {
        this.identity = identity;
        this.journal = journal;
        journal.config().ifPresent(this::restore);
    }

    public Optional<ModuleConfig> current() {
        return current;
    }

    Version version() {
        return current.map(ModuleConfig::version).orElse(Version.NONE);
    }

    /// Takes a configuration in, if it is newer.
    ///
    /// @return why not; empty if it is taken, or the one we have
    Optional<Refusal> take(Bytes encoded, Trust trust) throws Malformed, JournalUnavailable {
        var envelope = Envelope.parse(ObjectType.CONFIG, encoded);
        var brought = ModuleConfig.decode(envelope);
        if (!brought.module().equals(identity.module())) {
            return Optional.of(Refusal.WRONG_MODULE);
        }
        if (!brought.version().isNewerThan(version())) {
            return brought.version().equals(version())
                    ? Optional.empty()
                    : Optional.of(Refusal.SUPERSEDED);
        }
        var refusal = trust.syncRefusal(envelope);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (!brought.currency().equals(identity.currency())) {
            return Optional.of(Refusal.MISMATCH);
        }
        journal.append(new JournalRecord.Configured(encoded));
        current = Optional.of(brought);
        return Optional.empty();
    }

    private void restore(Bytes encoded) {
        try {
            current = Optional.of(ModuleConfig.decode(Envelope.parse(ObjectType.CONFIG, encoded)));
        } catch (Malformed e) {
            throw new IllegalStateException(
                    "the configuration in the module's state is damaged (%s); enrol the module again"
                            .formatted(e.getMessage()),
                    e);
        }
    }
}
