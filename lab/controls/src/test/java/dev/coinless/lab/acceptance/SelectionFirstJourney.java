package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.ITEM;

import dev.coinless.lab.world.Machine;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;

/// Select, let the phone relay the machine's request, swipe; the approval is the vend.
final class SelectionFirstJourney extends Journey {

    SelectionFirstJourney(World world, Machine machine, Phone phone) {
        super(world, machine, phone);
    }

    @Override
    void upTo(Stage stage) {
        switch (stage) {
            case ADVERTISE -> Purchases.accepted(machine.vmc().select(ITEM));
            case AUTHORIZE -> {
                Purchases.accepted(machine.vmc().select(ITEM));
                phone.must("scan");
            }
            case ISSUE -> {
                Purchases.accepted(machine.vmc().select(ITEM));
                world.cloud().faults().slow(AT_WORK);
                int before = events("authorizing");
                under = asking("request " + machine.name());
                awaitMore("authorizing", before);
            }
            case TRIGGER -> selectAndAsk();
            case PRESENT -> swipeUntil("triggered");
            case VEND -> swipeUntil("presented");
            case RECEIPT -> swipeAndSeeTheMotorTurn();
            case REDEEM -> {
                selectAndAsk();
                world.cloud().faults().slow(AT_WORK);
                int before = events("receipt");
                Purchases.accepted(phone.swipe());
                seen(() -> events("receipt") > before || !machine.module().isOn());
            }
        }
    }

    @Override
    void through(Stage stage) {
        switch (stage) {
            case ADVERTISE -> {
                under = asking("scan");
                awaitUnder();
            }
            case AUTHORIZE -> {
                under = asking("request " + machine.name());
                awaitUnder();
            }
            case TRIGGER -> {
                under = asking("swipe");
                awaitUnder();
            }
            case ISSUE, PRESENT -> awaitUnder();
            case VEND -> {
                int signals = signals();
                seen(() -> signals() > signals);
                seeTheMotorStop();
            }
            case RECEIPT -> seeTheMotorStop();
            case REDEEM -> {
                int settled = events("settled");
                seen(() -> events("settled") > settled);
            }
        }
    }

    private void selectAndAsk() {
        Purchases.accepted(machine.vmc().select(ITEM));
        Purchases.accepted(phone.ask("request " + machine.name()));
    }

    private void swipeUntil(String event) {
        selectAndAsk();
        machine.vmc().does("slow " + MOTOR_MILLIS);
        int before = events(event);
        under = asking("swipe");
        awaitMore(event, before);
    }

    private void swipeAndSeeTheMotorTurn() {
        selectAndAsk();
        machine.vmc().does("slow " + MOTOR_MILLIS);
        int signals = signals();
        under = asking("swipe");
        awaitSignalAfter(signals);
    }
}
