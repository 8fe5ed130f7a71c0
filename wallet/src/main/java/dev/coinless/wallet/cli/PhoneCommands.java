package dev.coinless.wallet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.wallet.authorize.Choice;
import dev.coinless.wallet.authorize.HeldGrant;
import dev.coinless.wallet.cloud.SwitchedNetwork;
import dev.coinless.wallet.courier.Visit;
import dev.coinless.wallet.phone.Phone;
import dev.coinless.wallet.phone.VisitReport;
import dev.coinless.wallet.present.RadioFailure;
import dev.coinless.wallet.present.SwitchedRadio;
import dev.coinless.wallet.scan.Neighbourhood;
import dev.coinless.wallet.trigger.Trigger;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// What each word of the shell does.
final class PhoneCommands implements Shell.Commands {
    private final Phone phone;
    private final NewsDesk desk;
    private final Probe probe;
    private final SwitchedNetwork network;
    private final SwitchedRadio radio;
    private final InstantSource clock;

    PhoneCommands(
            Phone phone,
            NewsDesk desk,
            Probe probe,
            SwitchedNetwork network,
            SwitchedRadio radio,
            InstantSource clock) {
        this.phone = phone;
        this.desk = desk;
        this.probe = probe;
        this.network = network;
        this.radio = radio;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<ObjectNode> begin(List<String> words) {
        return switch (words.getFirst()) {
            case "register" -> phone.register().thenApply(Answers::of);
            case "account", "balance" -> phone.account().thenApply(Answers::of);
            case "refund" -> refund(words);
            case "scan" -> phone.scan().handle(PhoneCommands::scanned);
            case "authorize" -> grant(() -> phone.authorize(word(words, 1, "the module")));
            case "tap" -> grant(() -> phone.tap(word(words, 1, "the module"), choice(words)));
            case "request" -> grant(() -> phone.selections().request(word(words, 1, "the module")));
            case "disarm" -> now(disarm());
            case "arm" -> now(arm(word(words, 1, "the module")));
            case "swipe" -> verdict(() -> phone.trigger(new Trigger.Swipe(), optional(words, 1)));
            case "tap-and-swipe" -> tapAndSwipe(word(words, 1, "the module"));
            case "cancel" -> verdict(() -> phone.cancel(optional(words, 1)));
            case "pay-when-near" -> payWhenNear(words);
            case "screen" -> now(screen(words));
            case "courier" -> now(courier(isOn(words, 1)));
            case "sync" -> sync(words);
            case "bundles" -> now(bundles());
            case "post" -> phone.post().thenApply(this::posted);
            case "book" -> phone.book().check().thenApply(Answers::of);
            case "proof" -> phone.book().prove(grantId(words)).thenApply(Answers::of);
            case "net" -> now(net(isOn(words, 1)));
            case "ble" -> now(ble(isOn(words, 1)));
            case "grants" -> now(grants());
            case "receipts" -> now(receipts());
            case "state" -> now(state());
            case "last-token" -> now(Answers.ok().put("token", lastToken().hex()));
            case "last-presentation" ->
                    now(Answers.ok().put("presentation", phone.radio().lastPresentation().hex()));
            case "connect" -> probe.connect(word(words, 1, "the module"));
            case "disconnect" -> probe.disconnect();
            case "presentation" ->
                    probe.presentation(
                            optional(words, 1).map(Bytes::fromHex).orElseGet(this::lastToken),
                            false);
            case "present-raw" ->
                    probe.presentRaw(
                            Bytes.fromHex(word(words, 1, "the presentation in hexadecimal")),
                            optional(words, 2));
            case "present-raw-at" ->
                    probe.presentToken(
                            lastToken(), false, Optional.of(word(words, 1, "the module")));
            case "present-token" -> presentToken(words);
            default ->
                    throw new IllegalArgumentException(
                            "there is no command %s".formatted(words.getFirst()));
        };
    }

    /// `refund GRANT [REASON]`.
    private CompletableFuture<ObjectNode> refund(List<String> words) {
        var grant =
                GrantId.fromHex(word(words, 1, "the grant, as `grants` and `receipts` name it"));
        return phone.refund(grant, optional(words, 2).orElse("nothing_came"))
                .thenApply(Answers::of);
    }

    /// `present-token HEX [as own holder] [at MODULE]`.
    private CompletableFuture<ObjectNode> presentToken(List<String> words) {
        int at = words.indexOf("at");
        return probe.presentToken(
                Bytes.fromHex(word(words, 1, "the token in hexadecimal")),
                words.contains("own"),
                at < 0 ? Optional.empty() : Optional.of(word(words, at + 1, "the module")));
    }

    /// `tap MODULE line LINE amount CENTS`.
    private static Optional<Choice> choice(List<String> words) {
        if (words.size() <= 2) {
            return Optional.empty();
        }
        if (words.size() != 6 || !words.get(2).equals("line") || !words.get(4).equals("amount")) {
            throw new IllegalArgumentException("a choice is: line 1 amount 200");
        }
        try {
            return Optional.of(
                    new Choice(Integer.parseInt(words.get(3)), Long.parseLong(words.get(5))));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("line and amount are whole numbers", e);
        }
    }

    private CompletableFuture<ObjectNode> grant(Runnable wish) {
        var answer = desk.nextGrant();
        answer.ifPresent(_ -> wish.run());
        return answer.orElseGet(() -> now(NewsDesk.tooEarly()));
    }

    private CompletableFuture<ObjectNode> verdict(Runnable wish) {
        var at = clock.instant();
        var answer = desk.nextVerdict();
        answer.ifPresent(_ -> wish.run());
        return answer.orElseGet(() -> now(NewsDesk.tooEarly()))
                .thenApply(each -> each.put("triggeredAt", at.toString()));
    }

    /// What comes of it is told by events.
    private ObjectNode arm(String module) {
        phone.selections().arm(module);
        return Answers.ok().put("armed", module);
    }

    private ObjectNode courier(boolean on) {
        phone.courier().turn(on);
        return Answers.ok().put("courier", on);
    }

    /// `sync MODULE [BUNDLES]`.
    private CompletableFuture<ObjectNode> sync(List<String> words) {
        int bundles = optional(words, 2).map(Integer::parseInt).orElse(Visit.MAX_BUNDLES);
        return phone.courier()
                .visit(word(words, 1, "the module"), bundles)
                .thenApply(PhoneCommands::visited);
    }

    private static ObjectNode visited(VisitReport report) {
        var answer =
                report.end().isPresent()
                        ? Answers.ok()
                        : Answers.error(Refusal.TOO_FAR.name(), report.text());
        return Answers.put(answer, report);
    }

    private ObjectNode bundles() {
        var answer = Answers.ok();
        var list = answer.putArray("bundles");
        phone.courier().satchel().parcels().forEach(each -> Answers.put(list.addObject(), each));
        return answer;
    }

    private ObjectNode disarm() {
        phone.selections().disarm();
        return Answers.ok();
    }

    /// `pay-when-near MODULE on|off`.
    private CompletableFuture<ObjectNode> payWhenNear(List<String> words) {
        boolean on = isOn(words, 2);
        return phone.proximity()
                .allow(word(words, 1, "the module"), on)
                .handle((module, failure) ->
                        module == null
                                ? unreached(failure)
                                : Answers.ok()
                                        .put("module", module.toString())
                                        .put("payWhenNear", on));
    }

    private ObjectNode screen(List<String> words) {
        boolean unlocked =
                switch (word(words, 1, "locked or unlocked")) {
                    case "locked" -> false;
                    case "unlocked" -> true;
                    default -> throw new IllegalArgumentException("say locked or unlocked");
                };
        phone.proximity().screen(unlocked);
        return Answers.ok().put("unlocked", unlocked);
    }

    /// A trigger while the cloud is still asked: it must wait, and fire once.
    private CompletableFuture<ObjectNode> tapAndSwipe(String module) {
        var granted = grant(() -> phone.tap(module));
        var accepted = verdict(() -> phone.trigger(new Trigger.Swipe(), Optional.empty()));
        return granted.thenCompose(_ -> accepted);
    }

    private static ObjectNode scanned(
            @org.jspecify.annotations.Nullable Neighbourhood heard,
            @org.jspecify.annotations.Nullable Throwable failure) {
        if (heard == null) {
            return unreached(failure);
        }
        var answer = Answers.ok();
        var modules = answer.putArray("modules");
        heard.byStrength().forEach(sighting -> Answers.put(modules.addObject(), sighting));
        return answer;
    }

    private static ObjectNode unreached(@org.jspecify.annotations.Nullable Throwable failure) {
        var cause = failure instanceof CompletionException e ? e.getCause() : failure;
        return Answers.error(
                Refusal.TOO_FAR.name(),
                cause instanceof RadioFailure radioFailure
                        ? radioFailure.text()
                        : String.valueOf(cause));
    }

    private ObjectNode posted(boolean all) {
        int left = phone.wallet().outbox().size();
        return all
                ? Answers.ok().put("left", left)
                : Answers.error(
                                Refusal.NEED_NETWORK.name(),
                                "%d left to post; they are kept".formatted(left))
                        .put("left", left);
    }

    private ObjectNode net(boolean on) {
        network.turn(on);
        if (on) {
            phone.networkIsBack();
        }
        return Answers.ok().put("net", on);
    }

    private ObjectNode ble(boolean on) {
        radio.turn(on);
        if (on) {
            phone.radioIsBack();
        }
        return Answers.ok().put("ble", on);
    }

    private ObjectNode grants() {
        var answer = Answers.ok();
        var list = answer.putArray("grants");
        phone.wallet().grants().forEach(grant -> Answers.put(list.addObject(), grant));
        return answer;
    }

    private ObjectNode receipts() {
        var wallet = phone.wallet();
        var answer = Answers.ok();
        var waiting = answer.putArray("waiting");
        wallet.outbox().forEach(posting -> Answers.put(waiting.addObject(), posting));
        var parked = answer.putArray("parked");
        wallet.parked().forEach(posting -> Answers.put(parked.addObject(), posting));
        var settled = answer.putArray("settled");
        wallet.settlements().forEach(each -> Answers.put(settled.addObject(), each));
        return answer;
    }

    private ObjectNode state() {
        var wallet = phone.wallet();
        return Answers.ok()
                .put("purchase", phone.state().getClass().getSimpleName())
                .put("account", wallet.key().account().toString())
                .put("registered", wallet.registered())
                .put("net", network.isOn())
                .put("ble", radio.isOn())
                .put("grants", wallet.grants().stream().filter(HeldGrant::isUsable).count())
                .put("outbox", wallet.outbox().size())
                .put("acks", wallet.acks().size());
    }

    private Bytes lastToken() {
        return phone.wallet()
                .newestGrant(_ -> true)
                .map(grant -> grant.token().encoded())
                .orElseThrow(() -> new IllegalArgumentException("there is no grant yet"));
    }

    private static GrantId grantId(List<String> words) {
        return new GrantId(Bytes.fromHex(word(words, 1, "the grant's id")));
    }

    private static boolean isOn(List<String> words, int index) {
        return switch (word(words, index, "on or off")) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("say on or off");
        };
    }

    private static String word(List<String> words, int index, String what) {
        if (index >= words.size()) {
            throw new IllegalArgumentException("%s needs %s".formatted(words.getFirst(), what));
        }
        return words.get(index);
    }

    private static Optional<String> optional(List<String> words, int index) {
        return index < words.size() ? Optional.of(words.get(index)) : Optional.empty();
    }

    private static CompletableFuture<ObjectNode> now(ObjectNode answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
