package dev.coinless.lab.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.lab.process.LabFailure;
import dev.coinless.lab.shell.Amounts;
import dev.coinless.lab.world.Machine;
import dev.coinless.lab.world.Module;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import java.io.PrintStream;
import java.time.Duration;

/// One purchase, told in the eight stages: phone P buys item 12 at machine M7, which has no
/// network.
public final class Demo {

    private static final int ITEM = 12;
    private static final long CREDIT = 1000;

    private final World world;
    private final PrintStream out;
    private final long start = System.nanoTime();

    public Demo(World world, PrintStream out) {
        this.world = world;
        this.out = out;
    }

    /// Sets the scene and buys.
    public void run() {
        var machine = world.machine("M7");
        var phone = world.phone("P").credited(CREDIT).near("M7");
        out.println();
        out.printf(
                "Machine M7 sells item %d for 1.75. Its module has no network%s.%n",
                ITEM, Module.networkIsTakenAway() ? " (an empty network namespace)" : "");
        out.printf("Phone P has %s.%n%n", available(phone));
        buy(phone, machine);
        out.println();
        out.printf("Phone P has %s left.%n", available(phone));
        out.printf(
                "The module sent %d bytes to any network and has %d network sockets.%n%n",
                machine.module().bytesSent(), machine.module().internetSockets());
        verify();
    }

    private void buy(Phone phone, Machine machine) {
        var story = new Story(out);
        var module = phone.must("scan").path("modules").path(0);
        story.tell(
                "advertise",
                "M7 broadcasts code %s, no connection needed"
                        .formatted(module.path("counter").asText()));
        var grant = accepted("the grant", phone.tap("M7"));
        story.tell("authorize", "P relays the code over its own network");
        story.tell(
                "issue",
                "the cloud holds %s and signs a grant of %d bytes"
                        .formatted(
                                Amounts.text(grant.path("cap").asLong(), "EUR"),
                                grant.path("tokenLength").asInt()));
        story.tell("trigger", "P's owner swipes to pay");
        accepted("the presentation", phone.swipe());
        story.tell("present", "M7's gate verified the grant offline and opened a session");
        machine.vmc().awaitFunds(Phone.PATIENCE);
        machine.vmc().select(ITEM);
        var vend = machine.vmc().awaitVend(1, Phone.PATIENCE);
        story.tell("vend", "item %d drops: %s".formatted(ITEM, vend.path("outcome").asText()));
        var receipt = phone.awaitReceipt();
        story.tell(
                "receipt",
                "signed by M7: %s %s"
                        .formatted(
                                receipt.path("outcome").asText(),
                                Amounts.text(receipt.path("amount").asLong(), "EUR")));
        var settled = phone.awaitSettled();
        story.tell(
                "redeem",
                "the hold is %s with %s"
                        .formatted(
                                settled.path("state").asText(),
                                Amounts.text(settled.path("captured").asLong(), "EUR")));
    }

    private void verify() {
        var report = world.cloud().operator().verifyLedger();
        out.println("The ledger, in cents:");
        out.println(Amounts.report(report));
        if (!report.ok()) {
            throw new LabFailure("the books do not balance");
        }
    }

    private static String available(Phone phone) {
        var balance = phone.balance();
        return Amounts.text(balance.available(), balance.currency());
    }

    private static JsonNode accepted(String what, JsonNode answer) {
        if (!answer.path("ok").asBoolean()) {
            throw new LabFailure(what + " was refused: " + answer);
        }
        return answer;
    }

    /// Time since the demo began, for the last line.
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
