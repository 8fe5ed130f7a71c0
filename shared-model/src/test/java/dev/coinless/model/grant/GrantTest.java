package dev.coinless.model.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.RequestHash;
import dev.coinless.model.money.Money;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import dev.coinless.model.samples.SignedSample;
import dev.coinless.model.wire.Malformed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GrantTest {
    private final Samples samples = new Samples(Seed.random());

    @Test
    void aTokenHasAtMost160BytesWithTheLargestValueOfEveryField() throws Malformed {
        var request = new Binding.Request(new RequestHash(Bytes.fromHex("ff".repeat(16))));
        var holder = new Binding.Holder(Bytes.fromHex("ff".repeat(16)));

        var longest = token(largest(request));

        assertThat(longest.encoded().length()).isEqualTo(Grant.MAX_TOKEN);
        assertThat(token(largest(holder)).encoded().length()).isLessThanOrEqualTo(Grant.MAX_TOKEN);
        assertThat(GrantToken.parse(longest.encoded()).grant()).isEqualTo(longest.grant());
    }

    @Test
    void aTokenHasAtMost160BytesWithAnyValues() {
        for (int i = 0; i < 2000; i++) {
            Binding binding =
                    i % 2 == 0
                            ? new Binding.Holder(samples.bytes(16))
                            : new Binding.Request(samples.requestHash());

            assertThat(token(samples.grant(binding)).encoded().length())
                    .isLessThanOrEqualTo(Grant.MAX_TOKEN);
        }
    }

    @Test
    void aTokenSaysWhichKeySignedIt() throws Malformed {
        var grant = samples.grant(new Binding.Holder(samples.bytes(16)));
        var serial = samples.serial();

        var token = grant.sign(serial, samples.keys().ed25519(), SignedSample.ENVIRONMENT);

        assertThat(GrantToken.parse(token.encoded()).issuer()).isEqualTo(serial);
        assertThat(token.hash()).isEqualTo(token.encoded().sha256());
    }

    @Test
    void valuesOutsideTheirFieldsAreNoGrant() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(Grant.MAX_CAP + 1, 300, 1, 0))
                .withMessage("cap must be 0..4294967295, not 4294967296");
        assertThatIllegalArgumentException().isThrownBy(() -> with(1, 65536, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> with(1, -1, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> with(1, 300, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> with(1, 300, 256, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> with(1, 300, 1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> with(1, 300, 1, 1L << 32));
    }

    @Test
    void aTokenLongerThan160BytesIsNotEvenLookedAt() {
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> GrantToken.parse(Bytes.of(new byte[Grant.MAX_TOKEN + 1])))
                .withMessage("a grant token has at most 160 bytes");
    }

    private GrantToken token(Grant grant) {
        return grant.sign(
                new KeySerial(KeySerial.MAX), samples.keys().ed25519(), SignedSample.ENVIRONMENT);
    }

    private static Grant largest(Binding binding) {
        return new Grant(
                new GrantId(Bytes.fromHex("ff".repeat(16))),
                binding,
                ModuleId.fromHex("ffffffffffff"),
                new Generation(Generation.MAX),
                new Counter(Counter.MAX),
                Money.of(Grant.MAX_CAP, "XXX"),
                Duration.ofSeconds(Grant.MAX_TTL_SECONDS),
                255,
                Grant.ANY_LINE,
                GrantKind.SWIPE);
    }

    private Grant with(long cap, long ttlSeconds, int vends, long lines) {
        return new Grant(
                samples.grantId(),
                new Binding.Request(samples.requestHash()),
                samples.module(),
                samples.generation(),
                samples.counter(),
                Money.of(cap, "EUR"),
                Duration.ofSeconds(ttlSeconds),
                vends,
                lines,
                GrantKind.VEND);
    }
}
