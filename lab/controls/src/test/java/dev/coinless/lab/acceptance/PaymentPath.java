package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.ITEM;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.lab.world.Machine;
import dev.coinless.lab.world.MachineSetup;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import java.util.Locale;

/// The two ways to pay: funds on the machine first, or a selection first.
enum PaymentPath {
    /// The phone relays an advertised code, the machine shows funds, the customer selects.
    ADVERT {
        @Override
        MachineSetup setup() {
            return MachineSetup.SNACKS;
        }

        @Override
        Journey journey(World world, Machine machine, Phone phone) {
            return new FundsFirstJourney(world, machine, phone);
        }

        @Override
        boolean isAsked(Machine machine) {
            return true;
        }

        @Override
        JsonNode tap(Machine machine, Phone phone) {
            return phone.tap(machine.name());
        }

        @Override
        void finish(Machine machine) {
            Purchases.select(machine, ITEM);
        }
    },
    /// The machine asks for the price of a selection, the phone relays the signed request.
    REQUEST {
        @Override
        MachineSetup setup() {
            return MachineSetup.SELECTION_FIRST;
        }

        @Override
        Journey journey(World world, Machine machine, Phone phone) {
            return new SelectionFirstJourney(world, machine, phone);
        }

        @Override
        boolean isAsked(Machine machine) {
            return switch (stateOf(machine)) {
                case "VEND_REQUESTED" -> true;
                case "ENABLED" -> machine.vmc().select(ITEM).path("ok").asBoolean();
                case String busy -> busy.isEmpty();
            };
        }

        @Override
        JsonNode tap(Machine machine, Phone phone) {
            var answer = phone.ask("request " + machine.name());
            if (!answer.path("ok").asBoolean() && stateOf(machine).equals("VEND_REQUESTED")) {
                machine.vmc().process().ask("cancel");
            }
            return answer;
        }

        @Override
        void finish(Machine machine) {}
    };

    abstract MachineSetup setup();

    abstract Journey journey(World world, Machine machine, Phone phone);

    /// Does what the customer does at the machine before the phone can ask for a grant.
    ///
    /// @return whether the machine is so far
    abstract boolean isAsked(Machine machine);

    /// Asks for a grant.
    abstract JsonNode tap(Machine machine, Phone phone);

    /// What is left to do at the machine after the swipe was accepted.
    abstract void finish(Machine machine);

    static String stateOf(Machine machine) {
        return machine.vmc().state().path("state").asText();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT) + " path";
    }
}
