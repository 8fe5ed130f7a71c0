package dev.coinless.wallet.courier;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.sync.BundleAssembly;
import java.util.Optional;

/// What the phone carries for one module: at most one bundle each way, and one that is being
/// pulled. A module's newer bundle has all that its older one had and was not acknowledged, so only
/// the newest is kept, and no module can fill the phone.
///
/// @param pulling the first parts of the module's bundle; goes on at the next visit
/// @param up whole, for the cloud
/// @param down whole, for the module
/// @param pushed bytes of `down` that the module has taken
public record Parcel(
        ModuleId module,
        BundleAssembly pulling,
        Optional<Bytes> up,
        Optional<Bytes> down,
        int pushed) {
    public static Parcel empty(ModuleId module) {
        return new Parcel(
                module, new BundleAssembly.Empty(), Optional.empty(), Optional.empty(), 0);
    }

    public boolean isEmpty() {
        return pulling instanceof BundleAssembly.Empty && up.isEmpty() && down.isEmpty();
    }

    public Parcel pulling(BundleAssembly next) {
        return new Parcel(module, next, up, down, pushed);
    }

    /// A whole bundle is here; what was being pulled is that.
    public Parcel withUp(Bytes sealed) {
        return new Parcel(module, new BundleAssembly.Empty(), Optional.of(sealed), down, pushed);
    }

    /// The cloud has had this bundle, and perhaps answered; a newer one that came meanwhile stays.
    public Parcel answered(Bytes posted, Optional<Bytes> answer) {
        return new Parcel(
                module,
                pulling,
                up.filter(each -> !each.equals(posted)),
                answer.or(() -> down),
                answer.isPresent() ? 0 : pushed);
    }

    public Parcel pushed(int bytes) {
        return new Parcel(module, pulling, up, down, bytes);
    }

    /// The module has it, or will never take it.
    public Parcel withoutDown() {
        return new Parcel(module, pulling, up, Optional.empty(), 0);
    }
}
