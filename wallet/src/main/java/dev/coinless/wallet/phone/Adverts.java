package dev.coinless.wallet.phone;

import dev.coinless.wallet.authorize.Choice;
import dev.coinless.wallet.authorize.Issue;
import dev.coinless.wallet.keys.Secrets;
import dev.coinless.wallet.scan.Sighting;
import dev.coinless.wallet.trigger.Trigger;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/// Purchases that begin with an advertised code: finds the newest one and asks for its grant.
final class Adverts {
    private final RadioDesk radio;
    private final PhoneLoop loop;
    private final Secrets secrets;
    private final BooleanSupplier isFull;

    /// @param isFull asked on the loop's thread; says so itself
    Adverts(RadioDesk radio, PhoneLoop loop, Secrets secrets, BooleanSupplier isFull) {
        this.radio = radio;
        this.loop = loop;
        this.secrets = secrets;
        this.isFull = isFull;
    }

    /// Asks for a grant by the newest code seen; looks for the module first if it was never seen.
    void authorize(String wanted) {
        loop.run(() -> {
            if (isFull.getAsBoolean()) {
                return;
            }
            var seen = radio.heard().find(wanted);
            loop.take(
                    seen.isPresent()
                            ? new Event.AuthorizeAsked(issueFor(seen.get(), Optional.empty()))
                            : new Event.SeekAsked(wanted));
        });
    }

    /// Looks for the module, then asks for a grant.
    void tap(String wanted, Optional<Choice> choice) {
        loop.run(() -> {
            if (!isFull.getAsBoolean()) {
                loop.take(new Event.SeekAsked(wanted, choice));
            }
        });
    }

    /// A request without answer is taken up again before a new one is made: its grant may exist.
    /// One for another choice is not: it would buy something else. For tasks that already run on
    /// the loop's thread.
    Issue issueFor(Sighting seen, Optional<Choice> choice) {
        return loop.wallet().issues().stream()
                .filter(issue -> issue.module().equals(seen.module()))
                .filter(issue -> issue.selection().isEmpty())
                .filter(issue -> issue.choice().equals(choice))
                .findFirst()
                .orElseGet(() ->
                        new Issue(
                                        secrets.requestId(),
                                        seen.module(),
                                        seen.advertisement().code(),
                                        secrets.holderKey())
                                .with(choice)
                                .upTo(choice.isEmpty() ? atMost(seen) : OptionalLong.empty()));
    }

    /// Where holding the phone close may spend the grant, it is for no more than that may cost.
    private OptionalLong atMost(Sighting seen) {
        return loop.wallet().settings().payWhenNear().contains(seen.module())
                ? OptionalLong.of(Trigger.Proximity.MOST)
                : OptionalLong.empty();
    }
}
