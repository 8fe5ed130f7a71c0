package dev.coinless.wallet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.wallet.authorize.HeldGrant;
import dev.coinless.wallet.keys.Secrets;
import dev.coinless.wallet.phone.Event;
import dev.coinless.wallet.phone.Phone;
import dev.coinless.wallet.phone.RadioDesk;
import dev.coinless.wallet.present.ModuleContact;
import dev.coinless.wallet.present.RadioFailure;
import dev.coinless.wallet.present.SignPresentation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sends what no honest purchase would, on a connection of its own: somebody else's token, a
/// flipped bit, the same thing twice. For tests of modules; what they sign is kept as ever.
final class Probe {
    /// Finding the module, connecting, and as long as a purchase waits for a verdict.
    private static final Duration SENDING_AND_VERDICT_WAIT = Duration.ofSeconds(15);

    private final Phone phone;
    private final Secrets secrets;
    private final SignPresentation sign;
    private final Consumer<ObjectNode> events;

    /// Touched on the radio's thread only.
    private @Nullable ModuleContact contact;

    /// Who listens to that contact.
    private @Nullable Ear current;

    private final AtomicReference<CompletableFuture<ObjectNode>> verdict =
            new AtomicReference<>(new CompletableFuture<>());

    Probe(Phone phone, Secrets secrets, Environment environment, Consumer<ObjectNode> events) {
        this.phone = phone;
        this.secrets = secrets;
        this.sign = new SignPresentation(environment);
        this.events = events;
    }

    /// Opens a connection and tells its nonce.
    CompletableFuture<ObjectNode> connect(String wanted) {
        return onRadio(() -> {
            close();
            var status = open(wanted).status();
            return Answers.ok()
                    .put("module", status.advertisement().module().toString())
                    .put("nonce", status.nonce().hex())
                    .put("info", status.encoded().hex());
        });
    }

    CompletableFuture<ObjectNode> disconnect() {
        return onRadio(() -> {
            close();
            return Answers.ok();
        });
    }

    /// The presentation that would be right on the open connection; sends nothing.
    CompletableFuture<ObjectNode> presentation(Bytes token, boolean asOwn) {
        return onRadio(() ->
                Answers.ok().put("presentation", signed(requireContact(), token, asOwn).hex()));
    }

    /// Sends presentation bytes as they are, on the open connection or a new one.
    CompletableFuture<ObjectNode> presentRaw(Bytes presentation, Optional<String> at) {
        return sending(at, _ -> presentation);
    }

    /// Signs for the connection and sends.
    ///
    /// @param asOwn signs with a fresh key even if the token's own holder key is here
    CompletableFuture<ObjectNode> presentToken(Bytes token, boolean asOwn, Optional<String> at) {
        return sending(at, open -> signed(open, token, asOwn));
    }

    private interface Making {
        Bytes from(ModuleContact contact);
    }

    private CompletableFuture<ObjectNode> sending(Optional<String> at, Making making) {
        var answer = new CompletableFuture<ObjectNode>();
        var sent =
                onRadio(() -> {
                    var open = reuse(at);
                    verdict.set(answer);
                    open.send(new Message(MessageKind.PRESENT, making.from(open)));
                    return Answers.ok();
                });
        var bounded =
                answer.completeOnTimeout(
                        Answers.error(Refusal.TOO_FAR.name(), "the module gave no verdict"),
                        SENDING_AND_VERDICT_WAIT.toMillis(),
                        TimeUnit.MILLISECONDS);
        return sent.thenCompose(each ->
                each.path("ok").asBoolean() ? bounded : CompletableFuture.completedFuture(each));
    }

    private ModuleContact reuse(Optional<String> at) throws RadioFailure {
        if (contact != null && at.isEmpty()) {
            return contact;
        }
        close();
        return open(at.orElseGet(this::usualModule));
    }

    private String usualModule() {
        return phone.wallet()
                .newestGrant(_ -> true)
                .map(grant -> grant.module().toString())
                .or(() ->
                        phone.radio().heard().byStrength().stream()
                                .findFirst()
                                .map(sighting -> sighting.module().toString()))
                .orElse("any module");
    }

    private ModuleContact open(String wanted) throws RadioFailure {
        var ear = new Ear();
        var opened = phone.radio().open(wanted, ear);
        contact = opened;
        current = ear;
        return opened;
    }

    private ModuleContact requireContact() throws RadioFailure {
        if (contact == null) {
            throw new RadioFailure("there is no connection, connect first");
        }
        return contact;
    }

    private void close() {
        if (contact != null) {
            contact.close();
            contact = null;
            current = null;
        }
    }

    private Bytes signed(ModuleContact open, Bytes token, boolean asOwn) {
        var holder = asOwn ? secrets.holderKey() : holderOf(token);
        return sign.of(token, holder, open.status().nonce(), Intent.PAY);
    }

    /// The key of the very token; for one with flipped bits that of the newest grant.
    private Es256PrivateKey holderOf(Bytes token) {
        return phone.wallet()
                .newestGrant(grant -> grant.token().encoded().equals(token))
                .or(() -> phone.wallet().newestGrant(_ -> true))
                .map(HeldGrant::holder)
                .orElseGet(secrets::holderKey);
    }

    private interface Task {
        ObjectNode run() throws RadioFailure;
    }

    private CompletableFuture<ObjectNode> onRadio(Task task) {
        var answer = new CompletableFuture<ObjectNode>();
        phone.radio()
                .run(() -> {
                    try {
                        answer.complete(task.run());
                    } catch (RadioFailure e) {
                        answer.complete(Answers.error(Refusal.TOO_FAR.name(), e.text()));
                    } catch (RuntimeException e) {
                        answer.completeExceptionally(e);
                    }
                });
        return answer;
    }

    private final class Ear implements ModuleContact.Listener {
        @Override
        public void message(Message message) {
            RadioDesk.meaning(message).ifPresent(this::heard);
        }

        private void heard(Event.FromModule event) {
            switch (event) {
                case Event.VerdictArrived(Verdict.Accepted()) ->
                        verdict.get().complete(Answers.ok().put("verdict", "ACCEPTED"));
                case Event.VerdictArrived(Verdict.Refused(var reason)) ->
                        verdict.get().complete(Answers.error(reason.name(), reason.title()));
                case Event.SessionMoved(var progress) ->
                        events.accept(Answers.event("session").put("state", progress.name()));
                case Event.ReceiptArrived _, Event.CheckpointArrived _ -> phone.keep(event);
                case Event.LinkUp _, Event.LinkLost _ -> {
                    // Not messages; the radio reports them to purchases only.
                }
            }
        }

        @Override
        public void ended(String reason) {
            events.accept(Answers.event("disconnected").put("reason", reason));
            // An earlier connection's end says nothing about the one that replaced it.
            phone.radio()
                    .run(() -> {
                        if (current == this) {
                            close();
                        }
                    });
        }
    }
}
