package dev.coinless.edge.gate;

import dev.coinless.edge.journal.Consumption;
import dev.coinless.edge.journal.Journal;
import dev.coinless.edge.journal.JournalRecord;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.id.Counter;
import dev.coinless.model.present.Intent;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.wire.Malformed;
import java.util.Optional;
import java.util.function.Function;

/// The one way to the machine: checks a candidate, writes CONSUMED, and only then releases an
/// [Order]. Needs neither radio nor machine. A journal that cannot be written gives BUSY.
public final class Gate {

    private final GateRules rules;
    private final Journal journal;

    public Gate(GateRules rules, Journal journal) {
        this.rules = rules;
        this.journal = journal;
    }

    /// First check, the cheap one: size and form of a Presentation.
    ///
    /// @param nonce of the connection it came by
    public Candidate readPresentation(Bytes encoded, Bytes nonce) throws Malformed {
        return GateRules.readPresentation(encoded, nonce);
    }

    /// Size and form of a grant token that came without a Presentation.
    public Candidate readGrant(Bytes encoded) throws Malformed {
        return GateRules.readGrant(encoded);
    }

    /// The other checks, in their order, and the consumption.
    ///
    /// @param premises from what consumed the candidate's code, the other facts
    public Admission admit(
            Candidate candidate, Function<Optional<Consumption>, Premises> premises) {
        try {
            var spentBy = spentBy(candidate.token().grant().counter());
            return switch (rules.decide(candidate, premises.apply(spentBy))) {
                case GateRules.Decision.Refuse(var reason) -> new Admission.Refused(reason);
                case GateRules.Decision.Repeat(var earlier) ->
                        new Admission.Repeated(earlier.counter());
                case GateRules.Decision.Close(var consumption) -> {
                    journal.append(new JournalRecord.Consumed(consumption));
                    yield new Admission.Late(consumption);
                }
                case GateRules.Decision.Consume(var consumption, var intent) ->
                        consume(consumption, candidate.token().grant().kind(), intent);
            };
        } catch (JournalUnavailable e) {
            return new Admission.Refused(Refusal.BUSY);
        }
    }

    private Admission consume(Consumption consumption, GrantKind kind, Intent intent)
            throws JournalUnavailable {
        journal.append(new JournalRecord.Consumed(consumption));
        return switch (intent) {
            case PAY -> new Admission.Admitted(new Order(consumption, kind));
            case CANCEL -> new Admission.Burnt(consumption);
        };
    }

    private Optional<Consumption> spentBy(Counter counter) throws JournalUnavailable {
        return journal.of(counter).stream()
                .filter(JournalRecord.Consumed.class::isInstance)
                .map(record -> ((JournalRecord.Consumed) record).consumption())
                .findFirst();
    }
}
