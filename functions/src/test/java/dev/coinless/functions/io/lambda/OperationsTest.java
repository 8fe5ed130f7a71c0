package dev.coinless.functions.io.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Phone;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.sync.Denylist;
import dev.coinless.model.sync.DownKind;
import dev.coinless.model.sync.ModuleConfig;
import dev.coinless.model.sync.ModuleSetting;
import dev.coinless.model.wire.Malformed;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What operators decide about modules and keys, through the handlers.
class OperationsTest {
    final RandomGenerator random = AwsMode.dice(41);
    final Cloud cloud = new Cloud(new MemoryDynamo(), random);
    final Phone p = new Phone(random);
    final PaymentUnit m7 = new PaymentUnit("0a0b0c0d0e07", random);
    final Es256PrivateKey holder = p.newHolder();

    @BeforeEach
    void pHasTenEuros() {
        cloud.rotateKeys();
        cloud.enrol(m7, "A");
        cloud.register(p);
        cloud.credit(p, 1000);
    }

    @Test
    void aConfigurationReachesTheModuleAndThePhonesDisplay() throws Malformed {
        var prices = new HashMap<String, Object>();
        prices.put("12", null);
        prices.put("14", 250);

        configure("A", Map.of("code.rotation", 20), prices);

        var config = ModuleConfig.decode(down(ObjectType.CONFIG, DownKind.CONFIG).orElseThrow());
        assertThat(config.version().value()).isEqualTo(1);
        assertThat(config.settings()).isEqualTo(Map.of(ModuleSetting.CODE_ROTATION, 20L));
        assertThat(config.prices()).isEqualTo(Map.of(14, 250L));
        var grant = cloud.grantOnCode(p, m7, 5, holder).body();
        assertThat(grant.at("/display/prices")).hasSize(1);
        assertThat(grant.at("/display/prices/0/item").asInt()).isEqualTo(14);
        assertThat(grant.at("/display/prices/0/price").asLong()).isEqualTo(250);
    }

    @Test
    void theSameConfigurationAgainMakesNoNewVersion() {
        var first = configure("A", Map.of("price.hint", 150), Map.of());
        var again = configure("A", Map.of("price.hint", 150), Map.of("12", 175));
        var other = configure("A", Collections.singletonMap("price.hint", null), Map.of());

        assertThat(first).containsEntry("configVersion", 1L);
        assertThat(again).isEqualTo(first);
        assertThat(other).containsEntry("configVersion", 2L).containsEntry("settings", Map.of());
    }

    @Test
    void whatIsNoSettingOrOutOfRangeIsNamed() {
        assertThatThrownBy(() -> configure("A", Map.of("journal.path", 1), Map.of()))
                .hasMessage("MALFORMED: settings.journal.path is not a setting of modules");
        assertThatThrownBy(() -> configure("A", Map.of("code.rotation", 4), Map.of()))
                .hasMessageStartingWith(
                        "MALFORMED: settings.code.rotation must be an integer from 5");
        assertThatThrownBy(() -> configure("A", Map.of(), Map.of("70000", 4)))
                .hasMessageStartingWith("MALFORMED: prices.70000");
        assertThatThrownBy(() ->
                        new ConfigureModuleHandler(cloud.wiring)
                                .handleRequest(
                                        Map.of(
                                                "module", m7.id().toString(),
                                                "operator", "A",
                                                "currency", "CHF"),
                                        null))
                .hasMessageStartingWith("MISMATCH");
    }

    @Test
    void anotherOperatorChangesNothing() {
        assertThatThrownBy(() -> configure("B", Map.of("code.rotation", 20), Map.of()))
                .hasMessageStartingWith("WRONG_OPERATOR");
        for (var service : List.of("quarantine", "release", "decommission")) {
            assertThatThrownBy(() -> service("B", service))
                    .hasMessageStartingWith("WRONG_OPERATOR");
        }

        assertThat(cloud.grantOnCode(p, m7, 5, holder).status()).isEqualTo(200);
        assertThat(cloud.carry(p, m7.bundle(m7.held(), m7.checkpoint())).body().has("down"))
                .isFalse();
    }

    @Test
    void aQuarantinedModuleGetsNoGrantsUntilItIsReleased() {
        service("A", "quarantine");
        assertThat(cloud.grantOnCode(p, m7, 5, holder).code()).isEqualTo("REVOKED");

        assertThat(service("A", "release")).containsEntry("service", "IN_SERVICE");

        assertThat(cloud.grantOnCode(p, m7, 5, holder).status()).isEqualTo(200);
    }

    @Test
    void aDecommissionedModuleIssuesNothingAndItsReceiptsSettle() {
        var token = Cloud.token(cloud.grantOnCode(p, m7, 5, holder));
        service("A", "decommission");

        assertThat(cloud.grantOnCode(p, m7, 6, p.newHolder()).code()).isEqualTo("UNLICENSED");
        var reply = cloud.carry(p, m7.bundle(m7.held(), sale(token)));

        assertThat(reply.body().has("down")).isTrue();
        assertThat(cloud.balances()).containsEntry("operator/A/payable", 175L);
        assertThatThrownBy(() -> service("A", "release"))
                .hasMessageStartingWith("REVOKED")
                .hasMessageContaining("enrol it again");
        assertThat(service("A", "quarantine")).containsEntry("service", "DECOMMISSIONED");
    }

    @Test
    void enrollingWithNewKeysBringsAModuleBackToService() {
        service("A", "decommission");
        cloud.enrol(m7, "A");
        assertThat(cloud.grantOnCode(p, m7, 5, holder).code()).isEqualTo("UNLICENSED");
        var replaced = new PaymentUnit("0a0b0c0d0e07", random);

        cloud.enrol(replaced, "A");

        assertThat(cloud.grantOnCode(p, replaced, 5, holder).status()).isEqualTo(200);
    }

    @Test
    void aModuleThatContradictedItselfIsNotReleased() {
        var token = Cloud.token(cloud.grantOnCode(p, m7, 5, holder));
        var forked = m7.forkedReceipt(token.grant().id());
        cloud.redeem(p, sale(token));
        cloud.redeem(p, forked);

        assertThatThrownBy(() -> service("A", "release"))
                .hasMessageStartingWith("REVOKED")
                .hasMessageContaining("contradicted");
    }

    @Test
    void aRevokedKeySignsNoMoreAndItsSuccessorIsMadeByTheNextRotation() throws Malformed {
        var before = Cloud.token(cloud.grantOnCode(p, m7, 5, holder));
        revoke("grant/1");

        assertThat(cloud.grantOnCode(p, m7, 6, p.newHolder()).code()).isEqualTo("OVER_LIMIT");
        cloud.redeem(p, sale(before));
        assertThat(cloud.grantOnCode(p, m7, 6, p.newHolder()).code()).isEqualTo("BUSY");
        cloud.rotateKeys();
        var after = Cloud.token(cloud.grantOnCode(p, m7, 6, p.newHolder()));

        assertThat(before.issuer()).isEqualTo(new KeySerial(1));
        assertThat(after.issuer()).isEqualTo(new KeySerial(2));
        var denylist = Denylist.decode(down(ObjectType.DENYLIST, DownKind.DENYLIST).orElseThrow());
        assertThat(denylist.revokes(KeyUsage.GRANT, new KeySerial(1))).isTrue();
    }

    @Test
    void aDeniedSyncKeySignsNoAnswer() {
        revoke("sync/1");
        cloud.rotateKeys();

        var reply = cloud.carry(p, m7.bundle(m7.held(), m7.checkpoint()));

        var down = m7.open(Bytes.fromBase64Url(reply.body().path("down").asText()));
        assertThat(down.keyCerts()).hasSize(1);
    }

    @Test
    void theDenylistIsRevisedOncePerChange() {
        var id = "000102030405060708090a0b0c0d0e0f";
        var handler = new ReviseDenylistHandler(cloud.wiring);

        var first = handler.handleRequest(Map.of("subjects", List.of(id)), null);
        var again = handler.handleRequest(Map.of("subjects", List.of(id)), null);
        var dropped = handler.handleRequest(Map.of("dropSubjects", List.of(id)), null);

        assertThat(first).containsEntry("version", 1L).containsEntry("subjects", List.of(id));
        assertThat(again).isEqualTo(first);
        assertThat(dropped).containsEntry("version", 2L).containsEntry("subjects", List.of());
        assertThatThrownBy(() -> revoke("grant")).hasMessageStartingWith("MALFORMED: keys");
        assertThatThrownBy(() -> handler.handleRequest(Map.of("subjects", List.of("00")), null))
                .hasMessageStartingWith("MALFORMED: subjects");
    }

    private Map<String, Object> configure(
            String operator, Map<String, ?> settings, Map<String, ?> prices) {
        return new ConfigureModuleHandler(cloud.wiring)
                .handleRequest(
                        Map.of(
                                "module",
                                m7.id().toString(),
                                "operator",
                                operator,
                                "settings",
                                settings,
                                "prices",
                                prices),
                        null);
    }

    private Map<String, Object> service(String operator, String service) {
        return new ChangeModuleServiceHandler(cloud.wiring)
                .handleRequest(
                        Map.of(
                                "module", m7.id().toString(),
                                "operator", operator,
                                "service", service),
                        null);
    }

    private void revoke(String key) {
        new ReviseDenylistHandler(cloud.wiring).handleRequest(Map.of("keys", List.of(key)), null);
    }

    private Envelope sale(GrantToken token) {
        return m7.receipt(
                token.grant().id(),
                m7.proof(token, holder, Intent.PAY),
                Outcome.VENDED,
                Money.of(175, "EUR"));
    }

    private Optional<Envelope> down(ObjectType type, DownKind kind) throws Malformed {
        var reply = cloud.carry(p, m7.bundle(m7.held(), m7.checkpoint()));
        for (var item : m7.open(Bytes.fromBase64Url(reply.body().path("down").asText())).items()) {
            if (item.kind() == kind.number()) {
                return Optional.of(Envelope.parse(type, item.content()));
            }
        }
        return Optional.empty();
    }
}
