package dev.coinless.lab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.lab.world.Machine;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;

/// The steps that many acceptance tests share.
final class Purchases {

    static final int ITEM = 12;
    static final long PRICE = 175;
    static final long CREDIT = 1000;

    private Purchases() {}

    /// Phone P with 10.00 at the machine.
    static Phone phoneAt(World world, String phone, String machine) {
        return world.phone(phone).credited(CREDIT).near(machine);
    }

    static JsonNode accepted(JsonNode answer) {
        assertThat(answer.path("ok").asBoolean()).as("answer %s", answer).isTrue();
        return answer;
    }

    static void refused(JsonNode answer, String reason) {
        assertThat(answer.path("ok").asBoolean()).as("answer %s", answer).isFalse();
        assertThat(answer.path("error").asText()).isEqualTo(reason);
    }

    /// Presses a selection once the machine shows the funds.
    static void select(Machine machine, int item) {
        machine.vmc().awaitFunds(Phone.PATIENCE);
        accepted(machine.vmc().select(item));
    }

    /// From swipe to the receipt on the phone.
    static JsonNode swipeAndSelect(Phone phone, Machine machine, int item) {
        accepted(phone.swipe());
        select(machine, item);
        return phone.awaitReceipt();
    }

    /// A whole purchase of item 12, settled.
    static void buy(Phone phone, Machine machine) {
        accepted(phone.tap(machine.name()));
        int before = phone.process().events("settled").size();
        accepted(phone.swipe());
        select(machine, ITEM);
        phone.awaitSettled(before + 1);
    }

    /// What operator A has earned so far, over all scenes.
    static long operatorBalance(World world, String operator) {
        return world.cloud().operator().verifyLedger().balance("operator/" + operator + "/payable");
    }
}
