package dev.coinless.functions.io.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Phone;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Limits on how much anybody may ask for, what a fault tells, and other versions of the protocol.
class AbuseTest {
    final RandomGenerator random = AwsMode.dice(51);
    final MemoryDynamo table = new MemoryDynamo();
    final PaymentUnit m7 = new PaymentUnit("0a0b0c0d0e07", random);
    final Phone p = new Phone(random);
    final Phone q = new Phone(random);

    @Test
    void anAccountGetsSoManyGrantsAMinute() {
        var cloud = cloud(Map.of("MAX_GRANTS_PER_MINUTE", "3"));

        for (int i = 1; i <= 3; i++) {
            assertThat(cloud.grantOnCode(p, m7, i, p.newHolder()).status()).isEqualTo(200);
        }
        assertThat(cloud.grantOnCode(p, m7, 4, p.newHolder()).code()).isEqualTo("OVER_LIMIT");
        assertThat(cloud.grantOnCode(q, m7, 4, q.newHolder()).status()).isEqualTo(200);
        cloud.clock.advance(Duration.ofMinutes(1));
        assertThat(cloud.grantOnCode(p, m7, 4, p.newHolder()).status()).isEqualTo(200);
    }

    @Test
    void aModuleGetsSoManyGrantsAMinuteFromEverybodyTogether() {
        var cloud = cloud(Map.of("MAX_GRANTS_PER_MINUTE_AT_MODULE", "2"));
        var m8 = new PaymentUnit("0a0b0c0d0e08", random);
        cloud.enrol(m8, "A");
        var handler = new IssueGrantHandler(cloud.wiring);

        assertThat(grant(cloud, handler, p, m7, 1).status()).isEqualTo(200);
        assertThat(grant(cloud, handler, q, m7, 2).status()).isEqualTo(200);
        assertThat(grant(cloud, handler, p, m7, 3).code()).isEqualTo("OVER_LIMIT");
        assertThat(grant(cloud, handler, p, m8, 3).status()).isEqualTo(200);
        cloud.clock.advance(Duration.ofMinutes(1));
        assertThat(grant(cloud, handler, p, m7, 3).status()).isEqualTo(200);
    }

    @Test
    void aFaultSaysNothingOfWhatIsBroken() {
        var cloud = cloud(Map.of());
        for (var item : table.itemsOf("A#").toList()) {
            var broken = new HashMap<>(item);
            broken.remove("avl");
            table.force(broken);
        }

        var reply = cloud.account(p);

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(reply.body().path("title").asText()).isEqualTo("Internal Server Error");
        assertThat(reply.body().toString()).doesNotContain("avl", "attribute", "Exception");
        assertThat(reply.body().has("code")).isFalse();
    }

    @Test
    void anotherVersionOfTheProtocolIsNamedWithWhatToUpdate() {
        var cloud = cloud(Map.of());
        var event = p.request("GET", "/v1/account", "", p.newRequestId(), cloud.clock.instant());
        var headers = new HashMap<>(event.getHeaders());
        headers.computeIfPresent(
                "Signature-Input",
                (_, value) -> value.replace("tag=\"coinless\"", "tag=\"coinless/2\""));
        event.setHeaders(headers);

        var reply = Cloud.reply(new ReadAccountHandler(cloud.wiring).handleRequest(event, null));

        assertThat(reply.code()).isEqualTo("UNSUPPORTED_VERSION");
        assertThat(reply.body().path("detail").asText()).contains("version 1", "update the app");
        assertThat(reply.headers()).containsEntry("coinless-version", "1");
        assertThat(cloud.account(p).headers()).containsEntry("coinless-version", "1");
    }

    private static Cloud.Reply grant(
            Cloud cloud, IssueGrantHandler handler, Phone phone, PaymentUnit module, long counter) {
        var code = module.code(counter);
        var body =
                "{\"code\":{\"module\":\"%s\",\"counter\":%d,\"code\":\"%s\"},\"holder\":\"%s\"}"
                        .formatted(
                                module.id(),
                                counter,
                                code.mac().hex(),
                                phone.newHolder().publicKey().encoded().base64Url());
        var event =
                phone.request(
                        "POST", "/v1/grants", body, phone.newRequestId(), cloud.clock.instant());
        return Cloud.reply(handler.handleRequest(event, null));
    }

    private Cloud cloud(Map<String, String> settings) {
        var all = new HashMap<String, String>(settings);
        all.put("MAX_OPEN_HOLDS", "100");
        all.put("MAX_OPEN_HOLDS_PER_MODULE", "100");
        all.put("GRANT_CAP", "10");
        var cloud = new Cloud(table, random, all);
        cloud.rotateKeys();
        cloud.enrol(m7, "A");
        for (var phone : new Phone[] {p, q}) {
            cloud.register(phone);
            cloud.credit(phone, 1000);
        }
        return cloud;
    }
}
