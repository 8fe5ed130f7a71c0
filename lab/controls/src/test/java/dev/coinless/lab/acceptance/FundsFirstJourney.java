package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.ITEM;

import dev.coinless.lab.world.Machine;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import java.time.Duration;

/// Tap, swipe, see the funds, select.
final class FundsFirstJourney extends Journey {

    FundsFirstJourney(World world, Machine machine, Phone phone) {
        super(world, machine, phone);
    }

    @Override
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

    @Override
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
                int signals = signals();
                machine.vmc().select(ITEM);
                seen(() -> signals() > signals);
            }
            case RECEIPT -> seeTheMotorStop();
            case REDEEM -> {
                int settled = events("settled");
                seen(() -> events("settled") > settled);
            }
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
        int signals = signals();
        machine.vmc().does("slow " + MOTOR_MILLIS);
        Purchases.accepted(machine.vmc().select(ITEM));
        awaitSignalAfter(signals);
    }
}
