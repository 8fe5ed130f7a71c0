package dev.coinless.lab.acceptance;

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
abstract sealed class Journey permits FundsFirstJourney, SelectionFirstJourney {

    /// How long a stage may take under a fault before the fault is mended.
    private static final Duration UNDER_THE_FAULT = Duration.ofMillis(2500);

    /// The cloud's delay while a fault strikes behind its door.
    static final Duration AT_WORK = Duration.ofMillis(600);

    /// How long the motor turns when a fault strikes meanwhile.
    static final int MOTOR_MILLIS = 900;

    static final int USUAL_MOTOR_MILLIS = 150;
    private static final Duration STEP = Duration.ofSeconds(15);

    final World world;
    final Machine machine;
    final Phone phone;
    CompletableFuture<?> under = CompletableFuture.completedFuture(null);

    Journey(World world, Machine machine, Phone phone) {
        this.world = world;
        this.machine = machine;
        this.phone = phone;
    }

    /// All that comes before a stage, without a fault, up to the moment in it where one strikes.
    abstract void upTo(Stage stage);

    /// The stage itself, as the customer sees it; a fault may be on, so nothing has to work.
    abstract void through(Stage stage);

    /// Waits until a command that was under way when the fault struck has its answer.
    final void join() {
        try {
            under.get(Phone.PATIENCE.toSeconds() * 2, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException phoneWasKilled) {
            assertThat(phoneWasKilled).hasCauseInstanceOf(LabFailure.class);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("a command of the phone had no answer", e);
        }
    }

    final CompletableFuture<JsonNode> asking(String command) {
        return CompletableFuture.supplyAsync(() -> phone.ask(command));
    }

    final void awaitUnder() {
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
    static void seen(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + UNDER_THE_FAULT.toNanos();
        await().atMost(UNDER_THE_FAULT.multipliedBy(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> condition.getAsBoolean() || System.nanoTime() > deadline);
    }

    final int events(String name) {
        return phone.process().events(name).size();
    }

    final void awaitMore(String event, int before) {
        await().atMost(STEP)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> events(event) > before);
    }

    /// Waits until the machine has its next signal from the module.
    final void awaitSignalAfter(int signals) {
        await().atMost(STEP)
                .pollInterval(Duration.ofMillis(30))
                .until(() -> signals() > signals || !machine.module().isOn());
    }

    final int signals() {
        return machine.vmc().cashlessSignals().size();
    }

    /// The motor stands still, or the fault has had its time.
    final void seeTheMotorStop() {
        seen(() -> machine.vmc().state().path("motor").asText().equals("still"));
        machine.vmc().does("slow " + USUAL_MOTOR_MILLIS);
    }
}
