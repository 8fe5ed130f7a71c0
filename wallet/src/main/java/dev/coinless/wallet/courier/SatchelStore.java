package dev.coinless.wallet.courier;

import dev.coinless.model.id.ModuleId;
import java.io.IOException;

/// Port to where the satchel is kept. What it loses costs time and nothing else: a module keeps
/// everything until the cloud has acknowledged it.
public interface SatchelStore {
    /// What was saved last. A parcel that is damaged is left out.
    Satchel load() throws IOException;

    /// Keeps one parcel; when this returns it survives a power cut. If the power goes before, the
    /// parcel is as it was, or gone.
    void save(Parcel parcel) throws IOException;

    void drop(ModuleId module) throws IOException;
}
