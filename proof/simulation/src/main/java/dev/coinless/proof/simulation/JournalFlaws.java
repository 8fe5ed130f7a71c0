package dev.coinless.proof.simulation;

import dev.coinless.edge.journal.Journal;
import dev.coinless.edge.journal.JournalRecord;
import dev.coinless.edge.journal.JournalRecord.Intended;
import dev.coinless.edge.journal.JournalRecord.Reserved;
import dev.coinless.edge.journal.JournalRecord.Resulted;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.journal.Position;
import dev.coinless.edge.journal.RecordKind;
import dev.coinless.edge.pulse.PulseLine;
import dev.coinless.edge.vend.Selection;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.money.Money;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Faults that somebody could build into the module in good faith, each between the agent and its
/// journal.
final class JournalFlaws {

    private JournalFlaws() {}

    /// The INTENT is written when the result is.
    static Faults journalAfterSignal() {
        return new Faults() {
            @Override
            public Journal journal(DiskJournal journal, SimulatedModule module) {
                return new JournalBetween(journal) {
                    private Optional<JournalRecord> late = Optional.empty();

                    @Override
                    public void append(JournalRecord record) throws JournalUnavailable {
                        if (record instanceof Intended) {
                            late = Optional.of(record);
                            return;
                        }
                        if (late.isPresent()) {
                            super.append(late.get());
                            late = Optional.empty();
                        }
                        super.append(record);
                    }
                };
            }
        };
    }

    /// Records of a kind are written and not synced.
    static Faults notSynced(RecordKind kind) {
        return new Faults() {
            @Override
            public Journal journal(DiskJournal journal, SimulatedModule module) {
                journal.leaveUnsynced(Set.of(kind));
                return journal;
            }
        };
    }

    /// Counters are used and never reserved.
    static Faults countersNotReserved() {
        return new Faults() {
            @Override
            public Journal journal(DiskJournal journal, SimulatedModule module) {
                return new JournalBetween(journal) {
                    @Override
                    public void append(JournalRecord record) throws JournalUnavailable {
                        if (!(record instanceof Reserved)) {
                            super.append(record);
                        }
                    }
                };
            }
        };
    }

    /// After a boot, a vend whose result is not known is given again.
    static Faults vendTriedAgain() {
        return new Faults() {
            @Override
            public Journal journal(DiskJournal journal, SimulatedModule module) {
                for (var counter : journal.pending()) {
                    var records = journal.of(counter);
                    boolean isKnown = records.stream().anyMatch(Resulted.class::isInstance);
                    for (var record : records) {
                        if (record instanceof Intended(_, _, int item, long price) && !isKnown) {
                            var selection = new Selection(item, Money.of(price, "EUR"));
                            module.machine().approve(selection, module.uptime());
                        }
                    }
                }
                return journal;
            }
        };
    }

    /// After a boot, the pulse whose result is not known is given again.
    static Faults trainResent() {
        return new Faults() {
            @Override
            public Journal journal(DiskJournal journal, SimulatedModule module) {
                for (var counter : journal.pending()) {
                    var records = journal.of(counter);
                    long results = records.stream().filter(Resulted.class::isInstance).count();
                    long intents = records.stream().filter(Intended.class::isInstance).count();
                    if (intents > results) {
                        module.pulses()
                                .ifPresent(it ->
                                        it.pulse(PulseBench.LINE, PulseLine.WIDTH, PulseLine.GAP));
                    }
                }
                return journal;
            }
        };
    }

    /// A receipt that was put into a bundle is not put into another.
    static Faults receiptsSentOnce() {
        return new Faults() {
            @Override
            public Journal journal(DiskJournal journal, SimulatedModule module) {
                return new JournalBetween(journal) {
                    private final Set<Bytes> sent = new HashSet<>();

                    @Override
                    public List<Bytes> receiptsAfter(Sequence sequence, int limit)
                            throws JournalUnavailable {
                        return super.receiptsAfter(sequence, limit).stream()
                                .filter(sent::add)
                                .toList();
                    }
                };
            }
        };
    }

    /// The floor forgets what is consumed and has no receipt yet.
    static Faults floorIgnoresPending() {
        return new Faults() {
            @Override
            public Journal journal(DiskJournal journal, SimulatedModule module) {
                return new JournalBetween(journal) {
                    @Override
                    public Position position(Counter ringFloor) throws JournalUnavailable {
                        var position = super.position(ringFloor);
                        return new Position(ringFloor, position.sequence(), position.hash());
                    }
                };
            }
        };
    }

    /// The floor begins anew after each boot.
    static Faults floorFalls() {
        return new Faults() {
            @Override
            public Journal journal(DiskJournal journal, SimulatedModule module) {
                return new JournalBetween(journal) {
                    private long asked;

                    @Override
                    public Position position(Counter ringFloor) throws JournalUnavailable {
                        var position = super.position(ringFloor);
                        long floor = Math.min(position.floor().value(), ++asked);
                        return new Position(
                                new Counter(floor), position.sequence(), position.hash());
                    }
                };
            }
        };
    }
}
