package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.LifeCycleIT.carry;
import static dev.coinless.lab.acceptance.LifeCycleIT.service;
import static dev.coinless.lab.acceptance.LifeCycleIT.wish;
import static dev.coinless.lab.acceptance.Purchases.CREDIT;
import static dev.coinless.lab.acceptance.Purchases.PRICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.lab.process.LabFailure;
import dev.coinless.lab.raw.RawAccount;
import dev.coinless.lab.raw.RawUnit;
import dev.coinless.lab.world.World;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sync.BundleRefused;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Cross-cutting: A's module, operator or bundle can touch nothing of B. Over every HTTP route and
/// every administrative function.
@ExtendWith(LabExtension.class)
class IsolationIT {

    @Test
    @DisplayName("A's module cannot settle a grant for B's machine, by receipt or bundle")
    void aReceiptOfAnotherOperatorsModuleSettlesNothing(World world) throws Exception {
        var ofA = RawUnit.enrolled(world.cloud(), "A");
        var ofB = RawUnit.enrolled(world.cloud(), "B");
        var buyer = new RawAccount(world.cloud()).registered(CREDIT);
        var grant = buyer.granted(ofB.advertisement(1));
        long earned = earned(world, "A");

        var receipt = ofA.sale(grant, PRICE);
        var posted = buyer.postReceipt(receipt);
        var carried = carry(buyer, ofA.bundle(receipt));

        assertThat(posted.body().path("state").asText()).isEqualTo("RECORDED");
        assertThat(carried.status()).isEqualTo(200);
        assertThat(buyer.state(grant)).isEqualTo("HELD");
        assertThat(earned(world, "A")).isEqualTo(earned);
        carry(buyer, ofB.bundle(ofB.sale(grant, PRICE)));
        assertThat(buyer.state(grant)).isEqualTo("CAPTURED");
    }

    @Test
    @DisplayName("A's bundle with B's receipts and checkpoint inside moves nothing of B")
    void aBundleWithAnothersItems(World world) throws Exception {
        var ofA = RawUnit.enrolled(world.cloud(), "A");
        var ofB = RawUnit.enrolled(world.cloud(), "B");
        var buyer = new RawAccount(world.cloud()).registered(CREDIT);
        var grant = buyer.granted(ofB.advertisement(1));

        var answer = carry(buyer, ofA.bundle(ofB.sale(grant, PRICE)));

        assertThat(answer.body().path("refused").asInt()).isEqualTo(1);
        assertThat(buyer.state(grant)).isEqualTo("HELD");
    }

    @Test
    @DisplayName("A's module cannot speak in the name of B's")
    void aBundleInAnothersName(World world) throws Exception {
        var ofA = RawUnit.enrolled(world.cloud(), "A");
        var ofB = RawUnit.enrolled(world.cloud(), "B");
        var courier = new RawAccount(world.cloud()).registered(0);

        var answer = carry(courier, ofA.bundleInTheNameOf(ofB.id()));

        assertThat(answer.refusal()).isEqualTo("BAD_SIGNATURE");
    }

    @Test
    @DisplayName("What comes down for A's module is nothing to B's, and nothing to the platform")
    void anAnswerForAnother(World world) throws Exception {
        var ofA = RawUnit.enrolled(world.cloud(), "A");
        var ofB = RawUnit.enrolled(world.cloud(), "B");
        var buyer = new RawAccount(world.cloud()).registered(CREDIT);
        var grant = buyer.granted(ofA.advertisement(1));
        var answer = carry(buyer, ofA.bundle(ofA.sale(grant, PRICE)));
        var down = Bytes.fromBase64Url(answer.body().path("down").asText());

        assertThatThrownBy(() -> ofB.open(down))
                .isInstanceOf(BundleRefused.class)
                .satisfies(e ->
                        assertThat(((BundleRefused) e).reason()).isEqualTo(Refusal.WRONG_MODULE));
        assertThat(carry(buyer, down).refusal()).isEqualTo("MISMATCH");
        ofA.open(down);
    }

    @Test
    @DisplayName("Operator A can change nothing of B's module")
    void anotherOperatorsModule(World world) throws Exception {
        var ofB = RawUnit.enrolled(world.cloud(), "B");
        var buyer = new RawAccount(world.cloud()).registered(CREDIT);
        var wish = wish(ofB, "A");
        wish.putObject("prices").put("12", 1);

        assertRefused(() -> world.cloud().operator().invoke("ConfigureModule", wish));
        for (var service : new String[] {"quarantine", "release", "decommission"}) {
            assertRefused(() -> service(world, ofB, "A", service));
        }
        assertRefused(() -> {
            try {
                RawUnit.enrolled(world.cloud(), "A", ofB.id());
            } catch (dev.coinless.model.wire.Malformed e) {
                throw new AssertionError(e);
            }
        });

        var code = ofB.advertisement(1);
        var answer = buyer.requestGrant(code.module(), code.code());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/display/prices/0/price").asLong()).isEqualTo(175);
    }

    @Test
    @DisplayName("An account reads no other account's grants")
    void anotherAccountsGrant(World world) throws Exception {
        var ofA = RawUnit.enrolled(world.cloud(), "A");
        var owner = new RawAccount(world.cloud()).registered(CREDIT);
        var other = new RawAccount(world.cloud()).registered(CREDIT);
        var grant = owner.granted(ofA.advertisement(1));

        var answer = other.get("/v1/grants/" + grant.token().grant().id());

        assertThat(answer.refusal()).isEqualTo("NOT_OWNER");
    }

    private static void assertRefused(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOf(LabFailure.class)
                .hasMessageContaining("WRONG_OPERATOR");
    }

    private static long earned(World world, String operator) {
        return world.cloud()
                .operator()
                .verifyLedger()
                .balances()
                .getOrDefault("operator/%s/payable".formatted(operator), 0L);
    }
}
