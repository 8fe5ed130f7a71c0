package dev.coinless.proof.crash;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.Presentation;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;
import dev.coinless.simulators.air.link.CentralConnection;
import java.util.List;
import java.util.Optional;

/// One purchase at a site, as far as the power lets it go: presentation, receipt, acknowledgement.
final class Purchase {

    private final Site site;
    private final Program module;
    private final List<Word> words;

    /// @param words takes what leaves the module, in order
    Purchase(Site site, Program module, List<Word> words) {
        this.site = site;
        this.module = module;
        this.words = words;
    }

    /// Buys item 12.
    ///
    /// @param begun told when the presentation is about to be sent
    void run(Runnable begun) {
        var heard = site.phone.awaitReady(module);
        if (heard.isEmpty()) {
            return;
        }
        words.add(new Word.Broadcast(heard.get().advertisement().code().counter().value()));
        try {
            var connection = site.phone.connect(heard.get());
            var info = site.phone.info(connection);
            var counter = info.advertisement().code().counter();
            var holder = site.issuer.holder();
            var token = site.issuer.grant(Site.MODULE, counter, holder);
            var presentation =
                    Presentation.of(token, holder, info.nonce(), Intent.PAY, Issuer.ENVIRONMENT);
            begun.run();
            site.phone.say(connection, MessageKind.PRESENT, presentation.encoded());
            if (!accepted()) {
                return;
            }
            words.add(new Word.Admitted(counter.value()));
            var receipt = receipt();
            if (receipt.length() > 0) {
                words.add(new Word.GaveReceipt(receipt));
                acknowledge(receipt, connection);
            }
        } catch (Phone.Gone e) {
            // What it said before is in the words.
            drain();
        }
    }

    private void acknowledge(Bytes encoded, CentralConnection connection) throws Phone.Gone {
        try {
            var receipt = Receipt.decode(Envelope.parse(ObjectType.RECEIPT, encoded));
            site.phone.say(connection, MessageKind.ACK, site.issuer.acknowledge(receipt, encoded));
            if (accepted()) {
                words.add(new Word.TookAck(receipt.sequence().value()));
            }
        } catch (Malformed e) {
            throw new Failure("the module's receipt cannot be read", e);
        }
    }

    private boolean accepted() {
        return site.phone
                .next(module)
                .filter(message -> message.kind() == MessageKind.VERDICT)
                .map(message -> {
                    try {
                        return Verdict.decode(message.body()).equals(new Verdict.Accepted());
                    } catch (Malformed e) {
                        throw new Failure("a verdict cannot be read", e);
                    }
                })
                .orElse(false);
    }

    /// The receipt; empty if the power goes first.
    private Bytes receipt() {
        var next = site.phone.next(module);
        while (next.isPresent() && next.get().kind() != MessageKind.RECEIPT) {
            next = site.phone.next(module);
        }
        return next.map(message -> message.body()).orElse(Bytes.EMPTY);
    }

    private void drain() {
        var next = site.phone.next(module);
        while (next.isPresent()) {
            if (next.get().kind() == MessageKind.RECEIPT) {
                words.add(new Word.GaveReceipt(next.get().body()));
            }
            next = module.isAlive() ? Optional.empty() : site.phone.next(module);
        }
    }
}
