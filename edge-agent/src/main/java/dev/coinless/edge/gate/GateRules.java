package dev.coinless.edge.gate;

import dev.coinless.edge.advertise.CodeRing;
import dev.coinless.edge.authorize.OpenRequest;
import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.journal.Consumption;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.Binding;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.present.HolderProof;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.Presentation;
import dev.coinless.model.receipt.Evidence;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sync.Denylist;
import dev.coinless.model.wire.Malformed;
import java.util.Optional;

/// The gate's checks, in the order that is part of the protocol: the first that fails gives the
/// reason. Pure; [Gate] consumes and releases.
public final class GateRules {

    private final ModuleIdentity identity;

    public GateRules(ModuleIdentity identity) {
        this.identity = identity;
    }

    /// What the checks before the journal write say.
    sealed interface Decision {
        /// Every check passed; this is to be consumed.
        record Consume(Consumption consumption, Intent intent) implements Decision {}

        /// Genuine, but its REQUEST is closed: to be consumed and not released.
        record Close(Consumption consumption) implements Decision {}

        record Refuse(Refusal reason) implements Decision {}

        /// CODE_SPENT, by the same grant and proved by its holder.
        record Repeat(Consumption consumption) implements Decision {}
    }

    /// Size and form of a Presentation.
    ///
    /// @param nonce of the connection it came by
    static Candidate readPresentation(Bytes encoded, Bytes nonce) throws Malformed {
        var presentation = Presentation.parse(encoded);
        return new Candidate(
                GrantToken.parse(presentation.token()), Optional.of(presentation.proofFor(nonce)));
    }

    /// Size and form of a bare grant token.
    static Candidate readGrant(Bytes encoded) throws Malformed {
        return new Candidate(GrantToken.parse(encoded), Optional.empty());
    }

    Decision decide(Candidate candidate, Premises premises) {
        return issuer(candidate.token(), premises)
                .or(() -> audience(candidate.token().grant()))
                .map(Decision.Refuse::new)
                .<Decision>map(refuse -> refuse)
                .orElseGet(() -> decideForThisModule(candidate, premises));
    }

    private Decision decideForThisModule(Candidate candidate, Premises premises) {
        if (premises.spentBy().isPresent()) {
            return decideSpent(candidate, premises.spentBy().get());
        }
        if (isLate(candidate, premises)) {
            return new Decision.Close(consumption(candidate));
        }
        return freshness(candidate.token().grant(), premises)
                .or(() -> binding(candidate, premises))
                .or(() -> policy(candidate, premises))
                .map(Decision.Refuse::new)
                .<Decision>map(refuse -> refuse)
                .orElseGet(() -> consume(candidate));
    }

    /// Whether a grant answers a REQUEST that was closed before it came, and is its holder's. Its
    /// code can only be burnt, and is, so that its hold ends by a receipt. Below the floor it is
    /// not burnt: there a checkpoint ends it, and no receipt may contradict that.
    private boolean isLate(Candidate candidate, Premises premises) {
        var grant = candidate.token().grant();
        return premises.closedWith(grant.counter())
                .filter(closed -> answers(grant, closed) && isShownByItsHolder(candidate))
                .isPresent();
    }

    private static boolean answers(Grant grant, OpenRequest request) {
        return switch (grant.binding()) {
            case Binding.Holder _ -> true;
            case Binding.Request(var hash) -> hash.equals(request.hash());
        };
    }

    private Optional<Refusal> issuer(GrantToken token, Premises premises) {
        if (premises.restrictions().denylist().revokes(KeyUsage.GRANT, token.issuer())) {
            return Optional.of(Refusal.REVOKED);
        }
        var cert = premises.keys().find(KeyUsage.GRANT, token.issuer());
        if (cert.isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_ISSUER);
        }
        return token.isSignedBy(cert.get().verifier(), identity.environment())
                ? Optional.empty()
                : Optional.of(Refusal.BAD_SIGNATURE);
    }

    private Optional<Refusal> audience(Grant grant) {
        if (!grant.module().equals(identity.module())) {
            return Optional.of(Refusal.WRONG_MODULE);
        }
        return grant.generation().equals(identity.generation())
                ? Optional.empty()
                : Optional.of(Refusal.STALE_CODE);
    }

    /// The code is spent. Its own holder may have the receipt again, nobody else.
    private Decision decideSpent(Candidate candidate, Consumption spentBy) {
        boolean same =
                spentBy.grant().equals(candidate.token().grant().id())
                        && spentBy.tokenHash().equals(candidate.token().hash());
        return same && isShownByItsHolder(candidate)
                ? new Decision.Repeat(spentBy)
                : new Decision.Refuse(Refusal.CODE_SPENT);
    }

    private static Optional<Refusal> freshness(Grant grant, Premises premises) {
        var since = premises.liveSince(grant.counter());
        if (since.isEmpty()) {
            return Optional.of(Refusal.STALE_CODE);
        }
        var age = premises.now().since(since.get());
        // The ring forgets dead codes only when it can make new ones, which takes the journal.
        return age.compareTo(grant.ttl()) > 0 || age.compareTo(CodeRing.LIFE) > 0
                ? Optional.of(Refusal.EXPIRED)
                : Optional.empty();
    }

    /// A grant bound to a REQUEST is good only while that request is open. It names no key, so a
    /// proof beside it proves nothing.
    private Optional<Refusal> binding(Candidate candidate, Premises premises) {
        if (!isShownByItsHolder(candidate)) {
            return Optional.of(Refusal.NO_PROOF);
        }
        var grant = candidate.token().grant();
        return switch (grant.binding()) {
            case Binding.Holder _ -> Optional.empty();
            case Binding.Request(var hash) ->
                    premises.requestWith(grant.counter())
                                    .filter(open -> open.hash().equals(hash))
                                    .isPresent()
                            ? Optional.empty()
                            : Optional.of(Refusal.STALE_CODE);
        };
    }

    /// Whoever has the token of a request is its holder.
    private boolean isShownByItsHolder(Candidate candidate) {
        var proof = candidate.proof();
        return switch (candidate.token().grant().binding()) {
            case Binding.Holder holder ->
                    proof.filter(it -> isProved(holder, candidate.token(), it)).isPresent();
            case Binding.Request _ -> proof.isEmpty();
        };
    }

    private boolean isProved(Binding.Holder holder, GrantToken token, HolderProof proof) {
        return proof.proves(holder, token.hash(), identity.environment());
    }

    private Optional<Refusal> policy(Candidate candidate, Premises premises) {
        if (candidate.proof().map(HolderProof::intent).equals(Optional.of(Intent.CANCEL))) {
            return Optional.empty();
        }
        var grant = candidate.token().grant();
        var request = premises.requestWith(grant.counter());
        if (!grant.cap().currency().equals(identity.currency())
                || !premises.capability().fits(grant)
                || !request.map(open -> open.isAnsweredBy(grant)).orElse(true)) {
            return Optional.of(Refusal.MISMATCH);
        }
        if (isRevoked(grant, premises.restrictions().denylist())) {
            return Optional.of(Refusal.REVOKED);
        }
        long limit = premises.restrictions().capLimit();
        if (grant.cap().isZero() || grant.cap().minorUnits() > limit) {
            return Optional.of(Refusal.OVER_LIMIT);
        }
        return request.isPresent() || premises.machineFree()
                ? Optional.empty()
                : Optional.of(Refusal.BUSY);
    }

    private static boolean isRevoked(Grant grant, Denylist denylist) {
        return denylist.revokes(grant.id().value())
                || (grant.binding() instanceof Binding.Holder(var confirmation)
                        && denylist.revokes(confirmation));
    }

    private static Decision consume(Candidate candidate) {
        return new Decision.Consume(
                consumption(candidate),
                candidate.proof().map(HolderProof::intent).orElse(Intent.PAY));
    }

    private static Consumption consumption(Candidate candidate) {
        var token = candidate.token();
        var grant = token.grant();
        var evidence =
                switch (grant.binding()) {
                    case Binding.Holder _ -> new Evidence.Holder(candidate.proof().orElseThrow());
                    case Binding.Request(var hash) -> new Evidence.Request(hash);
                };
        return new Consumption(
                grant.counter(),
                grant.id(),
                token.hash(),
                grant.cap(),
                grant.vends(),
                grant.lines(),
                evidence);
    }
}
