package dev.coinless.wallet.io.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.model.id.ModuleId;
import dev.coinless.model.sync.BundleAssembly;
import dev.coinless.model.sync.BundlePart;
import dev.coinless.model.sync.Direction;
import dev.coinless.wallet.courier.Parcel;
import dev.coinless.wallet.courier.Satchel;
import dev.coinless.wallet.fixture.Fixture;
import dev.coinless.wallet.fixture.PaperBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSatchelStoreTest {
    private final Fixture fixture = new Fixture(81);

    @TempDir Path folder;

    @Test
    void whatWasSavedIsLoadedAgainInAllItsParts() throws IOException {
        var parcel = full(Fixture.M7);
        FileSatchelStore.open(folder).save(parcel);

        assertThat(FileSatchelStore.open(folder).load().parcels()).containsExactly(parcel);
    }

    @Test
    void anEmptyFolderIsAnEmptySatchel() throws IOException {
        assertThat(FileSatchelStore.open(folder.resolve("new")).load()).isEqualTo(Satchel.EMPTY);
    }

    @Test
    void whatIsDroppedIsGone() throws IOException {
        var store = FileSatchelStore.open(folder);
        store.save(full(Fixture.M7));
        store.drop(Fixture.M7);
        store.drop(Fixture.M8);

        assertThat(store.load()).isEqualTo(Satchel.EMPTY);
    }

    @Test
    void aDamagedParcelIsLeftOutAndTheOthersAreThere() throws IOException {
        var store = FileSatchelStore.open(folder);
        store.save(full(Fixture.M7));
        store.save(full(Fixture.M8));
        var file = folder.resolve(Fixture.M7 + ".parcel");
        var bytes = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, 64, 65, bytes.length / 2, bytes.length - 1}) {
            Files.write(file, java.util.Arrays.copyOf(bytes, length));

            assertThat(store.load().parcels())
                    .extracting(Parcel::module)
                    .as("cut to %d", length)
                    .containsExactly(Fixture.M8);
        }
    }

    private Parcel full(ModuleId module) {
        var up = PaperBundles.sealed(fixture, Direction.UP, module, 9000);
        var partial =
                BundleAssembly.step(new BundleAssembly.Empty(), BundlePart.cut(up, 0, 2048)).next();
        return Parcel.empty(module)
                .withUp(PaperBundles.sealed(fixture, Direction.UP, module, 700))
                .pulling(partial)
                .answered(
                        up, Optional.of(PaperBundles.sealed(fixture, Direction.DOWN, module, 600)))
                .pushed(100);
    }
}
