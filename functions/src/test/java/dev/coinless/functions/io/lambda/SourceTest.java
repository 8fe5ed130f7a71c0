package dev.coinless.functions.io.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.functions.testing.Phone;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Limits per source, without a source's address ever being kept.
class SourceTest {

    private static final String HOME = "192.0.2.7";

    final RandomGenerator random = AwsMode.dice(16);
    final MemoryDynamo table = new MemoryDynamo();
    final Cloud cloud = new Cloud(table, random, Map.of("MAX_PER_SOURCE", "3"));

    @Test
    void aSourceRegistersSoManyAccountsAnHour() {
        for (int i = 0; i < 3; i++) {
            assertThat(register(HOME).status()).isEqualTo(201);
        }

        var refused = register(HOME);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("OVER_LIMIT");
        assertThat(Long.parseLong(refused.headers().getOrDefault("retry-after", "0")))
                .isBetween(1L, 3601L);
        assertThat(register("192.0.2.8").status()).isEqualTo(201);
        cloud.clock.advance(Duration.ofHours(1));
        assertThat(register(HOME).status()).isEqualTo(201);
    }

    @Test
    void anIpv6CustomerIsOneSourceWhateverItsLastBits() {
        for (int i = 0; i < 3; i++) {
            assertThat(register("2001:db8:1:2::" + i).status()).isEqualTo(201);
        }

        assertThat(register("2001:db8:1:2:ffff::1").status()).isEqualTo(429);
        assertThat(register("2001:db8:1:3::1").status()).isEqualTo(201);
    }

    @Test
    void failedSignaturesAreCountedAndGoodOnesNeverRefused() {
        var p = new Phone(random);
        register(HOME, p);
        var stranger = new Phone(random);
        for (int i = 0; i < 3; i++) {
            assertThat(account(HOME, stranger).code()).isEqualTo("NO_PROOF");
        }

        var refused = account(HOME, stranger);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("OVER_LIMIT");
        assertThat(refused.headers()).containsKey("retry-after");
        assertThat(account(HOME, p).status()).isEqualTo(200);
    }

    @Test
    void noAddressIsKeptAndTheKeyIsForgottenWithItsHour() {
        register(HOME);
        cloud.clock.advance(Duration.ofHours(1));
        register(HOME);

        assertThat(table.everything().toString()).doesNotContain(HOME).doesNotContain("c0000207");
        var keys =
                table.itemsOf("N#")
                        .filter(item -> item.containsKey("key"))
                        .map(item -> item.get("pk").s())
                        .toList();
        assertThat(keys).hasSize(1);
        assertThat(table.itemsOf("N#")).hasSize(5).allMatch(item -> item.containsKey("ttl"));
        assertThat(
                        table.itemsOf("N#")
                                .map(item -> item.get("pk").s())
                                .filter(key -> key.contains("REGISTRATION"))
                                .map(key -> key.substring(key.lastIndexOf('#')))
                                .distinct())
                .as("the same source is another bucket in another hour")
                .hasSize(2);
    }

    @Test
    void aRequestThatDoesNotSayWhereItComesFromIsServed() {
        assertThat(register("").status()).isEqualTo(201);
    }

    private Cloud.Reply register(String address) {
        return register(address, new Phone(random));
    }

    private Cloud.Reply register(String address, Phone phone) {
        var body =
                "{\"publicKey\":\"%s\"}".formatted(phone.key().publicKey().encoded().base64Url());
        var event =
                phone.request(
                        "POST", "/v1/accounts", body, phone.newRequestId(), cloud.clock.instant());
        return Cloud.reply(
                new RegisterAccountHandler(cloud.wiring).handleRequest(from(address, event), null));
    }

    private Cloud.Reply account(String address, Phone phone) {
        var event =
                phone.request(
                        "GET", "/v1/account", "", phone.newRequestId(), cloud.clock.instant());
        return Cloud.reply(
                new ReadAccountHandler(cloud.wiring).handleRequest(from(address, event), null));
    }

    private static APIGatewayV2HTTPEvent from(String address, APIGatewayV2HTTPEvent event) {
        event.getRequestContext().getHttp().setSourceIp(address);
        return event;
    }
}
