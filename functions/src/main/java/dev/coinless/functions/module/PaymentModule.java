package dev.coinless.functions.module;

import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.seal.SealPublicKey;
import dev.coinless.model.sign.Ed25519PublicKey;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A payment module in its machine, as its operator registered it.
///
/// @param version of this record; each change makes the next
/// @param kind by what signal it makes the machine perform
/// @param licensed whether grants may be issued for it
/// @param prices minor units by item number; what a phone shows
/// @param lines what is sold on the lines of a pulse machine, empty for any other
/// @param generations all enrolments, oldest first, never empty; the last is current
public record PaymentModule(
        ModuleId id,
        long version,
        String operator,
        String name,
        Currency currency,
        GrantKind kind,
        boolean licensed,
        Map<Integer, Long> prices,
        List<LineOffer> lines,
        List<Enrolled> generations) {

    /// One enrolment.
    ///
    /// @param signingKey its receipts verify with this for ever
    /// @param sealingKey what goes down is sealed to this; empty for an enrolment from before it
    ///   was kept, which gets nothing until it enrols again
    /// @param fleetSecret version of the fleet secret its own secret derives from
    /// @param networked whether it can bring its receipts itself: it was certified for that; an
    ///   enrolment from before this was kept counts as one without network
    public record Enrolled(
            Generation generation,
            Ed25519PublicKey signingKey,
            Optional<SealPublicKey> sealingKey,
            int fleetSecret,
            boolean networked) {}

    public PaymentModule {
        prices = Map.copyOf(prices);
        lines = List.copyOf(lines);
        generations = List.copyOf(generations);
        if (generations.isEmpty()) {
            throw new IllegalArgumentException("module %s has no generation".formatted(id));
        }
    }

    public Optional<LineOffer> line(int number) {
        return lines.stream().filter(each -> each.line() == number).findFirst();
    }

    public Enrolled current() {
        return generations.getLast();
    }

    /// The generation before the current one; its codes are stale, not wrong.
    public Optional<Enrolled> previous() {
        return generations.size() < 2
                ? Optional.empty()
                : Optional.of(generations.get(generations.size() - 2));
    }

    public Optional<Enrolled> generation(Generation generation) {
        return generations.stream()
                .filter(each -> each.generation().equals(generation))
                .findFirst();
    }
}
