package dev.coinless.functions.redeem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.functions.http.Refused;
import dev.coinless.functions.module.GenerationProgress;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryRedemptions;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Samples;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.receipt.Checkpoint;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Envelope;
import org.junit.jupiter.api.Test;

class SubmitCheckpointTest {

    private static final Generation FIRST = new Generation(1);

    private final Samples samples = new Samples(33);
    private final MemoryRedemptions store = new MemoryRedemptions();
    private final SubmitCheckpoint submit =
            new SubmitCheckpoint(
                    store, PaymentUnit.ENVIRONMENT, new Attempts(AwsMode.dice(3), _ -> {}));

    SubmitCheckpointTest() {
        store.put(samples.module());
    }

    @Test
    void aCheckpointRaisesTheFloorAndAnOlderOneChangesNothing() throws Exception {
        submit.submit(checkpoint(Samples.M7, 1, 9, samples.moduleKey()));
        assertThat(progress().floor()).isEqualTo(new Counter(9));
        var version = store.progress(Samples.M7).version();

        submit.submit(checkpoint(Samples.M7, 1, 8, samples.moduleKey()));
        submit.submit(samples.module(), checkpoint(Samples.M7, 1, 9, samples.moduleKey()));

        assertThat(progress().floor()).isEqualTo(new Counter(9));
        assertThat(store.progress(Samples.M7).version()).isEqualTo(version);
        submit.submit(samples.module(), checkpoint(Samples.M7, 1, 10, samples.moduleKey()));
        assertThat(progress().floor()).isEqualTo(new Counter(10));
    }

    @Test
    void onlyTheModulesOwnWordIsTaken() {
        var stranger = samples.generator().ed25519();

        assertRefused(Refusal.BAD_SIGNATURE, checkpoint(Samples.M7, 1, 9, stranger));
        assertRefused(Refusal.UNKNOWN_ISSUER, checkpoint(Samples.M8, 1, 9, samples.moduleKey()));
        assertRefused(Refusal.UNKNOWN_ISSUER, checkpoint(Samples.M7, 2, 9, samples.moduleKey()));
        assertRefusedOf(Refusal.WRONG_MODULE, checkpoint(Samples.M8, 1, 9, samples.moduleKey()));
        assertRefusedOf(Refusal.BAD_SIGNATURE, checkpoint(Samples.M7, 1, 9, stranger));

        assertThat(store.progress(Samples.M7).version()).isZero();
    }

    @Test
    void whoeverComesBetweenIsNotOverwritten() throws Exception {
        store.beforeAWrite(() -> {
            var progress = store.progress(Samples.M7);
            store.advance(progress.with(progress.of(new Generation(2)).quarantine()));
        });

        submit.submit(checkpoint(Samples.M7, 1, 9, samples.moduleKey()));

        assertThat(progress().floor()).isEqualTo(new Counter(9));
        assertThat(store.progress(Samples.M7).isQuarantined(new Generation(2))).isTrue();
    }

    private void assertRefused(Refusal reason, Envelope checkpoint) {
        assertThatThrownBy(() -> submit.submit(checkpoint))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem().reason()).isEqualTo(reason));
    }

    private void assertRefusedOf(Refusal reason, Envelope checkpoint) {
        assertThatThrownBy(() -> submit.submit(samples.module(), checkpoint))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem().reason()).isEqualTo(reason));
    }

    private GenerationProgress progress() {
        return store.progress(Samples.M7).of(FIRST);
    }

    private static Envelope checkpoint(
            ModuleId module, int generation, long floor, Ed25519PrivateKey key) {
        return new Checkpoint(
                        module, new Generation(generation), new Counter(floor), new Sequence(0))
                .sign(key, PaymentUnit.ENVIRONMENT);
    }
}
