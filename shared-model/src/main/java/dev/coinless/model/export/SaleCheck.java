package dev.coinless.model.export;

import dev.coinless.model.book.BookEntry;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.Binding;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.present.Intent;
import dev.coinless.model.receipt.Evidence;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ModuleKeyId;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;

/// Checks the receipt that an entry rests on, and the grant of one by which an operator gains.
final class SaleCheck {

    private static final String CAPTURE = "CAPTURE";

    private final Premises keys;

    SaleCheck(Premises keys) {
        this.keys = keys;
    }

    /// The receipt, if it is the very one that the entry refers to.
    Receipt receipt(BookEntry entry, Bytes content) throws Fault, Malformed {
        var reference = entry.receipt().orElseThrow();
        Fault.unless(
                content.sha256().equals(reference.hash()),
                "it is not the receipt that the entry refers to");
        var envelope = Envelope.parse(ObjectType.RECEIPT, content);
        var receipt = Receipt.decode(envelope);
        Fault.unless(
                receipt.module().equals(reference.module())
                        && receipt.generation().equals(reference.generation())
                        && receipt.sequence().equals(reference.sequence()),
                "it has another name than the entry refers to");
        Fault.unless(receipt.grant().value().equals(entry.source()), "it names another grant");
        var key = keys.module(ModuleKeyId.of(receipt.module(), receipt.generation()));
        Fault.unless(envelope.isSignedBy(key, keys.environment()), "its signature does not verify");
        return receipt;
    }

    /// Whether the grant and the receipt prove what the operator gained.
    void grant(BookEntry entry, Receipt receipt, Bytes content) throws Fault, Malformed {
        var token = GrantToken.parse(content);
        var key = keys.certified(KeyUsage.GRANT, token.issuer());
        Fault.unless(token.isSignedBy(key, keys.environment()), "its signature does not verify");
        var grant = token.grant();
        Fault.unless(grant.id().value().equals(entry.source()), "it is another grant");
        Fault.unless(
                grant.module().equals(receipt.module())
                        && grant.generation().equals(receipt.generation()),
                "it is for another module");
        Fault.unless(isWanted(token, receipt), "the holder's evidence is missing");
        checkAmount(entry, receipt, token);
    }

    private boolean isWanted(GrantToken token, Receipt receipt) {
        return switch (receipt.evidence()) {
            case Evidence.Holder(var proof) ->
                    token.grant().binding() instanceof Binding.Holder holder
                            && proof.intent() == Intent.PAY
                            && proof.proves(holder, token.hash(), keys.environment());
            case Evidence.Request(var hash) ->
                    token.grant().binding() instanceof Binding.Request(var bound)
                            && bound.equals(hash);
        };
    }

    /// A CAPTURE takes what the receipt says, up to the cap. What is captured late may have been
    /// decided by a person, and never exceeds the cap.
    private static void checkAmount(BookEntry entry, Receipt receipt, GrantToken token)
            throws Fault {
        var cap = token.grant().cap();
        long gain = entry.operatorsGain();
        Fault.unless(
                entry.postings().stream()
                        .allMatch(each -> each.currency() == cap.currency().getNumericCode()),
                "it is in another currency");
        Fault.unless(gain <= cap.minorUnits(), "more was captured than it allows");
        if (!entry.kind().name().equals(CAPTURE)) {
            return;
        }
        Fault.unless(
                receipt.outcome() == Outcome.VENDED
                        && receipt.amount().currency().equals(cap.currency())
                        && gain == Math.min(receipt.amount().minorUnits(), cap.minorUnits()),
                "another amount was captured than was sold");
        Fault.unless(
                receipt.evidence() instanceof Evidence.Holder || gain == cap.minorUnits(),
                "another price was captured than was granted");
    }
}
