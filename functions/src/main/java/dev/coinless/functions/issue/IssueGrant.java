package dev.coinless.functions.issue;

import dev.coinless.functions.account.AuthenticateAccount;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.http.SignedCall;
import dev.coinless.functions.issue.DecideIssue.Decision;
import dev.coinless.functions.keys.KeyRing;
import dev.coinless.functions.ledger.Entry;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.ledger.HoldState;
import dev.coinless.functions.module.LineOffer;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.code.ModuleSecret;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Environment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Issues a grant: one read, the decision, one transaction of account and hold.
///
/// The grant's id follows from account and request id, so the same request finds what it made, also
/// when the first answer was lost: same id, same content, same answer.
public final class IssueGrant {

    private final IssueStore store;
    private final KeyRing keys;
    private final DecideIssue decide;
    private final ModulePace pace;
    private final Environment environment;
    private final Attempts attempts;

    public IssueGrant(
            IssueStore store,
            KeyRing keys,
            DecideIssue decide,
            ModulePace pace,
            Environment environment,
            Attempts attempts) {
        this.store = store;
        this.keys = keys;
        this.decide = decide;
        this.pace = pace;
        this.environment = environment;
        this.attempts = attempts;
    }

    /// What came of it.
    public sealed interface Issued {

        /// The grant, new or found again.
        ///
        /// @param machine the name that people call it by
        /// @param prices minor units by item, for display
        /// @param lines of a pulse machine, for display
        /// @param keyCert the certificate of the key that signed it
        record Granted(
                Hold hold,
                String machine,
                Map<Integer, Long> prices,
                List<LineOffer> lines,
                Bytes keyCert)
                implements Issued {}

        /// Not granted.
        ///
        /// @param field the member of the body at fault
        record Denied(Refusal reason, String detail, Optional<String> field) implements Issued {
            Denied(Refusal reason, String detail) {
                this(reason, detail, Optional.empty());
            }
        }
    }

    /// Issues the grant.
    ///
    /// @throws Refused if the account named by the call did not sign it
    public Issued issue(SignedCall call, GrantRequest request, Instant now) throws Refused {
        var outcome = attempts.until(() -> attempt(call, request, now));
        return switch (outcome) {
            case Attempted.Settled(var issued) -> issued;
            case Attempted.NotAuthentic(var refused) -> throw refused;
        };
    }

    private sealed interface Attempted {
        record Settled(Issued issued) implements Attempted {}

        record NotAuthentic(Refused refused) implements Attempted {}
    }

    private Optional<Attempted> attempt(SignedCall call, GrantRequest request, Instant now) {
        var situation = store.read(request.account(), request.relayed().module(), request.grant());
        try {
            var account = AuthenticateAccount.require(call, situation.account());
            long atModule = pace.in(request.relayed().module(), now);
            var decision =
                    decide.decide(request, account, situation, atModule, this::secretOf, now);
            return act(decision, request, situation, now).map(Attempted.Settled::new);
        } catch (Refused e) {
            return Optional.of(new Attempted.NotAuthentic(e));
        }
    }

    private ModuleSecret secretOf(ModuleId module, PaymentModule.Enrolled generation) {
        return keys.fleetSecret(generation.fleetSecret()).secretOf(module, generation.generation());
    }

    private Optional<Issued> act(
            Decision decision, GrantRequest request, Situation situation, Instant now) {
        return switch (decision) {
            case Decision.Issue issue -> place(issue, request, situation, now);
            case Decision.Replay(var earlier) -> Optional.of(again(earlier, situation));
            case Decision.Refuse(var reason, var detail, var field) ->
                    Optional.of(new Issued.Denied(reason, detail, field));
            case Decision.Freed(var progress) ->
                    store.advance(progress) == Write.WRITTEN
                            ? Optional.of(
                                    new Issued.Denied(
                                            Refusal.BUSY,
                                            "an earlier hold at this machine is ending"))
                            : Optional.empty();
            case Decision.BadCode(var counted) -> {
                store.remember(counted);
                yield Optional.of(
                        new Issued.Denied(
                                Refusal.BAD_CODE, "this code was not made by this module"));
            }
        };
    }

    private Optional<Issued> place(
            Decision.Issue issue, GrantRequest request, Situation situation, Instant now) {
        var key = issuer(situation, now);
        if (situation.denylist().revokes(KeyUsage.GRANT, key.serial())) {
            return Optional.of(
                    new Issued.Denied(Refusal.BUSY, "the platform's key is being replaced"));
        }
        var token = issue.grant().sign(key.serial(), key.key(), environment);
        var cap = issue.grant().cap();
        var before = issue.account();
        var placed = new Entry(Entry.Kind.HOLD, before.version() + 1, now, cap);
        var hold =
                new Hold(
                        before.id(),
                        issue.module().operator(),
                        request.contentHash(),
                        token,
                        placed,
                        before.available().minus(cap),
                        List.of(),
                        new HoldState.Held());
        if (store.place(before, before.with(hold.open()).paced(now), hold) != Write.WRITTEN) {
            return Optional.empty();
        }
        pace.count(issue.module().id(), now);
        return Optional.of(granted(hold, issue.module(), situation, key.certificate()));
    }

    /// The newest key; a denied one may have a successor that was made a moment ago.
    private KeyRing.SigningKey issuer(Situation situation, Instant now) {
        if (situation
                .denylist()
                .revokes(KeyUsage.GRANT, keys.newest(KeyUsage.GRANT, now).serial())) {
            keys.forget(KeyUsage.GRANT);
        }
        return keys.newest(KeyUsage.GRANT, now);
    }

    private static Issued granted(
            Hold hold, PaymentModule module, Situation situation, Bytes certificate) {
        return new Issued.Granted(
                hold,
                module.name(),
                situation.control().pricesOf(module),
                module.lines(),
                certificate);
    }

    private Issued again(Hold earlier, Situation situation) {
        var certificate = keys.certificate(KeyUsage.GRANT, earlier.token().issuer());
        return situation
                .module()
                .map(module -> granted(earlier, module, situation, certificate))
                .orElseGet(() ->
                        new Issued.Denied(Refusal.UNLICENSED, "this module is not enrolled here"));
    }
}
