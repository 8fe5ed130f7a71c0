package dev.coinless.wallet.courier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.sync.Direction;
import dev.coinless.wallet.fixture.Fixture;
import dev.coinless.wallet.fixture.PaperBundles;
import org.junit.jupiter.api.Test;

class SatchelTest {
    private final Fixture fixture = new Fixture(71);

    @Test
    void aModuleHasOneParcelHoweverOftenItComes() {
        var satchel = Satchel.EMPTY;
        for (int i = 0; i < 1000; i++) {
            satchel = satchel.with(full(Fixture.M7), _ -> false);
        }

        assertThat(satchel.parcels()).hasSize(1);
    }

    @Test
    void inventedModulesCrowdOutStrangersOnlyAndTheOldestFirst() {
        var satchel = Satchel.EMPTY.with(full(Fixture.M7), Fixture.M7::equals);
        satchel = satchel.with(full(Fixture.M8), Fixture.M7::equals);
        for (int i = 0; i < 10 * Satchel.MAX_MODULES; i++) {
            satchel = satchel.with(full(stranger(i)), Fixture.M7::equals);
        }

        assertThat(satchel.parcels()).hasSize(Satchel.MAX_MODULES);
        assertThat(satchel.find(Fixture.M7)).isPresent();
        assertThat(satchel.find(Fixture.M8)).isEmpty();
        assertThat(satchel.find(stranger(10 * Satchel.MAX_MODULES - 1))).isPresent();
    }

    @Test
    void anEmptyParcelIsNotCarried() {
        var satchel =
                Satchel.EMPTY
                        .with(full(Fixture.M7), _ -> false)
                        .with(Parcel.empty(Fixture.M7), _ -> false);

        assertThat(satchel).isEqualTo(Satchel.EMPTY);
    }

    private Parcel full(ModuleId module) {
        return Parcel.empty(module).withUp(PaperBundles.sealed(fixture, Direction.UP, module, 100));
    }

    private static ModuleId stranger(int number) {
        return new ModuleId(Bytes.bigEndian(number, ModuleId.LENGTH));
    }
}
