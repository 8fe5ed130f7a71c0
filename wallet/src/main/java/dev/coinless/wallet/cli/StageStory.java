package dev.coinless.wallet.cli;

import dev.coinless.model.present.SessionState;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.wallet.phone.News;
import dev.coinless.wallet.trigger.Trigger;
import java.util.function.Consumer;

/// A purchase as a person reads it: one line per stage, with the stage's own word.
final class StageStory {
    private final Consumer<String> lines;

    StageStory(Consumer<String> lines) {
        this.lines = lines;
    }

    void tell(News news) {
        switch (news) {
            case News.Asking(var issue) -> {
                line(
                        "advertise",
                        "heard code %s of %s".formatted(issue.code().counter(), issue.module()));
                line("authorize", "asking the cloud");
            }
            case News.GrantReady(var held) ->
                    line("issue", "granted, up to %s".formatted(held.grant().cap()));
            case News.TriggerTaken(var trigger) -> line("trigger", told(trigger));
            case News.PresentationSent _ -> line("present", "token sent");
            case News.Accepted _ -> line("present", "accepted by the module");
            case News.Session(_, var progress) -> line("vend", told(progress));
            case News.ReceiptKept(var receipt) -> line("receipt", told(receipt));
            case News.Settled(var settlement) ->
                    line(
                            "redeem",
                            "%s, %s paid".formatted(settlement.state(), settlement.captured()));
            case News.Armed _ -> line("trigger", "armed, make your selection at the machine");
            case News.BundlePosted _, News.Visited _, News.NotCarried _ -> {
                // About other people's purchases; nothing to tell.
            }
            case News.NoGrant _, News.NotAccepted _, News.Disarmed _, News.BookForked _ -> {
                // The command's own error says it.
            }
        }
    }

    private static String told(Trigger trigger) {
        return switch (trigger) {
            case Trigger.Swipe() -> "swipe";
            case Trigger.Selection() -> "selection at the machine";
            case Trigger.Proximity(int rssi) -> "held close, %d dBm".formatted(rssi);
        };
    }

    private static String told(SessionState progress) {
        return switch (progress) {
            case OPENING -> "the machine is told";
            case SELECT -> "make your selection";
            case VENDING -> "the machine is working";
            case ENDED -> "done";
        };
    }

    private static String told(Receipt receipt) {
        return switch (receipt.outcome()) {
            case VENDED -> "paid %s".formatted(receipt.amount());
            case FAILED -> "the machine failed, nothing is paid";
            case UNKNOWN -> "the machine lost power, nothing is paid and it is looked into";
            case CLOSED_UNUSED -> "nothing was taken, nothing is paid";
        };
    }

    private void line(String stage, String text) {
        lines.accept("%-10s %s".formatted(stage, text));
    }
}
