package dev.coinless.model.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.money.Money;
import dev.coinless.model.request.AuthorizationRequest;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import dev.coinless.model.samples.SignedSample;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ModuleKeyId;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReceiptTest {
    private final Samples samples = new Samples(Seed.random());

    @Test
    void aReceiptOfTheLongestSessionIsReadAgain() throws Malformed {
        var vends = Stream.generate(samples::vendedItem).limit(255).toList();
        var receipt = receipt(samples.sequence(), vends);

        var read = Receipt.decode(Envelope.parse(ObjectType.RECEIPT, signed(receipt)));

        assertThat(read).isEqualTo(receipt);
        assertThat(signed(receipt).length()).isLessThan(Envelope.MAX_PAYLOAD);
    }

    @Test
    void moreVendsThanAGrantMayHaveAreMalformed() {
        var vends = Stream.generate(samples::vendedItem).limit(256).toList();

        assertMalformed(receipt(samples.sequence(), vends));
    }

    @Test
    void theFirstReceiptHasSequenceOne() {
        assertMalformed(receipt(new Sequence(0), List.of()));
    }

    @Test
    void aReceiptSaysWhoseKeySignedIt() throws Malformed {
        var receipt = receipt(samples.sequence(), List.of());

        var envelope = Envelope.parse(ObjectType.RECEIPT, signed(receipt));

        assertThat(ModuleKeyId.of(envelope))
                .isEqualTo(new ModuleKeyId(receipt.module(), receipt.generation()));
    }

    @Test
    void itemsAndPricesOutsideTheirFieldsAreNoVend() {
        assertThatIllegalArgumentException().isThrownBy(() -> new VendedItem(-1, 0, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new VendedItem(65536, 0, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new VendedItem(0, -1, true));
    }

    @Test
    void outcomesAreNumberedAndUnknownNumbersAreNone() {
        for (var outcome : Outcome.values()) {
            assertThat(Outcome.of(outcome.number())).contains(outcome);
        }
        assertThat(Outcome.of(Outcome.values().length)).isEmpty();
    }

    @Test
    void theHashOfARequestIsThatOfItsEnvelope() {
        var envelope = samples.request().sign(samples.keys().ed25519(), SignedSample.ENVIRONMENT);

        assertThat(AuthorizationRequest.hashOf(envelope).value())
                .isEqualTo(envelope.encoded().sha256().first(16));
    }

    private Receipt receipt(Sequence sequence, List<VendedItem> items) {
        return new Receipt(
                samples.module(),
                samples.generation(),
                sequence,
                samples.counter(),
                Receipt.NO_PREVIOUS,
                samples.grantId(),
                samples.holderEvidence(),
                Outcome.VENDED,
                Money.of(175, "EUR"),
                items);
    }

    private Bytes signed(Receipt receipt) {
        return receipt.sign(samples.keys().ed25519(), SignedSample.ENVIRONMENT).encoded();
    }

    private void assertMalformed(Receipt receipt) {
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(
                        () -> Receipt.decode(Envelope.parse(ObjectType.RECEIPT, signed(receipt))));
    }
}
