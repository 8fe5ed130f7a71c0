package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.CREDIT;
import static dev.coinless.lab.acceptance.Purchases.PRICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.lab.process.LabFailure;
import dev.coinless.lab.raw.RawAccount;
import dev.coinless.lab.raw.RawUnit;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.sync.Denylist;
import dev.coinless.model.sync.DownKind;
import dev.coinless.model.sync.ModuleConfig;
import dev.coinless.model.sync.ModuleSetting;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What becomes of a module over the years, seen from outside the cloud: bundles, configuration,
/// quarantine, another generation, the end.
@ExtendWith(LabExtension.class)
class LifeCycleIT {

    @Test
    @DisplayName(
            "A courier's bundle settles what was sold and brings the module its ACK, once and again")
    void aCourierSettlesAndAcknowledges(World world) throws Exception {
        var unit = RawUnit.enrolled(world.cloud(), "A");
        var buyer = new RawAccount(world.cloud()).registered(CREDIT);
        var courier = new RawAccount(world.cloud()).registered(0);
        var grant = buyer.granted(unit.advertisement(1));
        var bundle = unit.bundle(unit.sale(grant, PRICE));

        var first = carry(courier, bundle);
        var again = carry(courier, bundle);

        assertThat(buyer.state(grant)).isEqualTo("CAPTURED");
        for (var answer : new RawAccount.Answer[] {first, again}) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(item(unit, answer, DownKind.ACK)).isPresent();
        }
        assertThat(buyer.get("/v1/account").body().path("available").asLong())
                .isEqualTo(CREDIT - PRICE);
    }

    @Test
    @DisplayName("The operator's configuration and the denylist come down with the next bundle")
    void aConfigurationAndTheDenylistComeDown(World world) throws Exception {
        var unit = RawUnit.enrolled(world.cloud(), "A");
        var courier = new RawAccount(world.cloud()).registered(0);
        var wish = wish(unit, "A");
        wish.putObject("settings").put("code.rotation", 20);
        wish.putObject("prices").put("12", 180);
        world.cloud().operator().invoke("ConfigureModule", wish);
        var denied = RawAccount.JSON.createObjectNode();
        denied.putArray("subjects").add("000102030405060708090a0b0c0d0e0f");
        world.cloud().operator().invoke("ReviseDenylist", denied);

        var answer = carry(courier, unit.bundle());

        var config =
                ModuleConfig.decode(
                        Envelope.parse(
                                ObjectType.CONFIG,
                                item(unit, answer, DownKind.CONFIG).orElseThrow()));
        assertThat(config.module()).isEqualTo(unit.id());
        assertThat(config.settings()).containsEntry(ModuleSetting.CODE_ROTATION, 20L);
        assertThat(config.prices()).containsEntry(12, 180L);
        var denylist =
                Denylist.decode(
                        Envelope.parse(
                                ObjectType.DENYLIST,
                                item(unit, answer, DownKind.DENYLIST).orElseThrow()));
        assertThat(denylist.revokes(Bytes.fromHex("000102030405060708090a0b0c0d0e0f"))).isTrue();
    }

    @Test
    @DisplayName(
            "A re-enrolled module is the next generation: old codes are stale, old receipts count")
    void reEnrolmentIsTheNextGeneration(World world) throws Exception {
        var first = RawUnit.enrolled(world.cloud(), "A");
        var buyer = new RawAccount(world.cloud()).registered(CREDIT);
        var courier = new RawAccount(world.cloud()).registered(0);
        var grant = buyer.granted(first.advertisement(1));
        var late = first.bundle(first.sale(grant, PRICE));

        var second = RawUnit.enrolled(world.cloud(), "A", first.id());
        var stale = first.advertisement(2);
        assertThat(buyer.requestGrant(stale.module(), stale.code()).refusal())
                .isEqualTo("STALE_CODE");
        assertThat(buyer.state(grant)).as("no proof yet").isEqualTo("HELD");
        var answer = carry(courier, late);

        assertThat(second.generation()).isEqualTo(first.generation() + 1);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().has("down")).as("nobody is left to open it").isFalse();
        assertThat(buyer.state(grant)).isEqualTo("CAPTURED");
        var again = buyer.granted(second.advertisement(1));
        carry(courier, second.bundle(second.sale(again, PRICE)));
        assertThat(buyer.state(again))
                .as("the same sequence of another generation")
                .isEqualTo("CAPTURED");
    }

    @Test
    @DisplayName("A loser's hold of an old generation ends by its checkpoint")
    void aHoldOfAnOldGenerationEndsByProof(World world) throws Exception {
        var first = RawUnit.enrolled(world.cloud(), "A");
        var buyer = new RawAccount(world.cloud()).registered(CREDIT);
        var grant = buyer.granted(first.advertisement(1));
        RawUnit.enrolled(world.cloud(), "A", first.id());
        first.raiseFloor(2);

        carry(buyer, first.bundle());

        await().atMost(Phone.PATIENCE)
                .untilAsserted(() -> assertThat(buyer.state(grant)).isEqualTo("VOIDED"));
    }

    @Test
    @DisplayName("A module that contradicts itself is quarantined until it is enrolled again")
    void aContradictionQuarantines(World world) throws Exception {
        var unit = RawUnit.enrolled(world.cloud(), "A");
        var buyer = new RawAccount(world.cloud()).registered(CREDIT);
        var grant = buyer.granted(unit.advertisement(1));
        carry(buyer, unit.bundle(unit.sale(grant, PRICE)));

        carry(buyer, unit.bundle(unit.fork(grant, 100)));

        assertThat(refusalOfAGrant(buyer, unit, 2)).isEqualTo("REVOKED");
        assertThatThrownBy(() -> service(world, unit, "A", "release"))
                .isInstanceOf(LabFailure.class)
                .hasMessageContaining("contradicted itself");
        assertThat(buyer.state(grant)).isEqualTo("CAPTURED");
        var replaced = RawUnit.enrolled(world.cloud(), "A", unit.id());
        buyer.granted(replaced.advertisement(1));
    }

    @Test
    @DisplayName("Quarantine by its operator refuses grants until release")
    void quarantineAndRelease(World world) throws Exception {
        var unit = RawUnit.enrolled(world.cloud(), "A");
        var buyer = new RawAccount(world.cloud()).registered(CREDIT);

        service(world, unit, "A", "quarantine");
        assertThat(refusalOfAGrant(buyer, unit, 1)).isEqualTo("REVOKED");
        service(world, unit, "A", "release");

        buyer.granted(unit.advertisement(1));
    }

    @Test
    @DisplayName("A decommissioned module issues nothing; what it had sold settles")
    void decommissioning(World world) throws Exception {
        var unit = RawUnit.enrolled(world.cloud(), "A");
        var buyer = new RawAccount(world.cloud()).registered(CREDIT);
        var grant = buyer.granted(unit.advertisement(1));

        service(world, unit, "A", "decommission");

        assertThat(refusalOfAGrant(buyer, unit, 2)).isEqualTo("UNLICENSED");
        assertThat(carry(buyer, unit.bundle(unit.sale(grant, PRICE))).status()).isEqualTo(200);
        assertThat(buyer.state(grant)).isEqualTo("CAPTURED");
    }

    static RawAccount.Answer carry(RawAccount courier, Bytes bundle) {
        return courier.post(
                "/v1/bundles",
                RawAccount.JSON.createObjectNode().put("bundle", bundle.base64Url()));
    }

    static ObjectNode wish(RawUnit unit, String operator) {
        return RawAccount.JSON
                .createObjectNode()
                .put("module", unit.id().toString())
                .put("operator", operator);
    }

    static JsonNode service(World world, RawUnit unit, String operator, String service) {
        return world.cloud()
                .operator()
                .invoke("ChangeModuleService", wish(unit, operator).put("service", service));
    }

    private static String refusalOfAGrant(RawAccount buyer, RawUnit unit, long counter) {
        var code = unit.advertisement(counter);
        return buyer.requestGrant(code.module(), code.code()).refusal();
    }

    private static Optional<Bytes> item(RawUnit unit, RawAccount.Answer answer, DownKind kind)
            throws Exception {
        var down = unit.open(Bytes.fromBase64Url(answer.body().path("down").asText()));
        return down.items().stream()
                .filter(item -> item.kind() == kind.number())
                .map(item -> item.content())
                .findFirst();
    }
}
