package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.ITEM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.lab.process.LabFailure;
import dev.coinless.lab.world.Machine;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One customer's purchase of item 12 up to a stage and through it, with whatever happens there.
final class Journey {

    /// How long a stage may take under a fault before the fault is mended.
    private static final Duration UNDER_THE_FAULT = Duration.ofMillis(2500);

    /// The cloud's delay while a fault strikes behind its door.
    private static final Duration AT_WORK = Duration.ofMillis(600);

    /// How long the motor turns when a fault strikes meanwhile.
    private static final int MOTOR_MILLIS = 900;

    private static final int USUAL_MOTOR_MILLIS = 150;
    private static final Duration STEP = Duration.ofSeconds(15);

    private final World world;
    private final Machine machine;
    private final Phone phone;
    private CompletableFuture<?> under = CompletableFuture.completedFuture(null);

    Journey(World world, Machine machine, Phone phone) {
        this.world = world;
        this.machine = machine;
        this.phone = phone;
    }

    /// All that comes before a stage, without a fault, up to the moment in it where one strikes.
    void upTo(Stage stage) {
        switch (stage) {
            case ADVERTISE -> {}
            case AUTHORIZE -> phone.must("scan");
            case ISSUE -> {
                phone.must("scan");
                world.cloud().faults().slow(AT_WORK);
                int before = events("authorizing");
                under = asking("tap " + machine.name());
                awaitMore("authorizing", before);
            }
            case TRIGGER -> tap();
            case PRESENT -> {
                tap();
                int before = events("triggered");
                under = asking("swipe");
                awaitMore("triggered", before);
            }
            case VEND -> openSession();
            case RECEIPT -> {
                openSession();
                pressAndSeeTheMotorTurn();
            }
            case REDEEM -> {
                openSession();
                world.cloud().faults().slow(AT_WORK);
                int before = events("receipt");
                Purchases.accepted(machine.vmc().select(ITEM));
                seen(() -> events("receipt") > before || !machine.module().isOn());
            }
        }
    }

    /// The stage itself, as the customer sees it; a fault may be on, so nothing has to work.
    void through(Stage stage) {
        switch (stage) {
            case ADVERTISE -> {
                world.cloud().clock().forward(Duration.ofSeconds(31));
                under = asking("scan");
                awaitUnder();
            }
            case AUTHORIZE -> {
                under = asking("tap " + machine.name());
                awaitUnder();
            }
            case TRIGGER -> {
                under = asking("swipe");
                awaitUnder();
            }
            case ISSUE, PRESENT -> awaitUnder();
            case VEND -> {
                int signals = machine.vmc().cashlessSignals().size();
                machine.vmc().select(ITEM);
                seen(() -> machine.vmc().cashlessSignals().size() > signals);
            }
            case RECEIPT -> {
                seen(() -> machine.vmc().state().path("motor").asText().equals("still"));
                machine.vmc().does("slow " + USUAL_MOTOR_MILLIS);
            }
            case REDEEM -> {
                int settled = events("settled");
                seen(() -> events("settled") > settled);
            }
        }
    }

    /// Waits until a command that was under way when the fault struck has its answer.
    void join() {
        try {
            under.get(Phone.PATIENCE.toSeconds() * 2, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException phoneWasKilled) {
            assertThat(phoneWasKilled).hasCauseInstanceOf(LabFailure.class);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("a command of the phone had no answer", e);
        }
    }

    private void tap() {
        Purchases.accepted(phone.tap(machine.name()));
    }

    private void openSession() {
        tap();
        Purchases.accepted(phone.swipe());
        machine.vmc().awaitFunds(Phone.PATIENCE);
    }

    private void pressAndSeeTheMotorTurn() {
        int signals = machine.vmc().cashlessSignals().size();
        machine.vmc().does("slow " + MOTOR_MILLIS);
        Purchases.accepted(machine.vmc().select(ITEM));
        await().atMost(STEP)
                .pollInterval(Duration.ofMillis(30))
                .until(() -> machine.vmc().cashlessSignals().size() > signals);
    }

    private CompletableFuture<JsonNode> asking(String command) {
        return CompletableFuture.supplyAsync(() -> phone.ask(command));
    }

    private void awaitUnder() {
        try {
            under.get(UNDER_THE_FAULT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.ExecutionException | CompletionException struck) {
            // The phone died; what came of it is seen later.
            assertThat(struck).hasCauseInstanceOf(LabFailure.class);
        } catch (TimeoutException stillTrying) {
            assertThat(under).isNotDone();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /// Gives the fault time to matter; the condition may never come.
    private static void seen(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + UNDER_THE_FAULT.toNanos();
        await().atMost(UNDER_THE_FAULT.multipliedBy(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> condition.getAsBoolean() || System.nanoTime() > deadline);
    }

    private int events(String name) {
        return phone.process().events(name).size();
    }

    private void awaitMore(String event, int before) {
        await().atMost(STEP)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> events(event) > before);
    }
}
