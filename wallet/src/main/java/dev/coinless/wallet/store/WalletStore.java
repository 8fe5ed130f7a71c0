package dev.coinless.wallet.store;

import java.io.IOException;
import java.util.Optional;

/// Port to where the wallet is kept.
public interface WalletStore {
    /// What was saved last; empty if nothing ever was.
    ///
    /// @throws IOException if it cannot be read or is damaged; the text says what to do, and
    ///   nothing is changed on disk
    Optional<Wallet> load() throws IOException;

    /// Keeps the wallet. When this returns it survives a power cut; if it throws, or the power goes
    /// before, the wallet saved last is still there in whole.
    void save(Wallet wallet) throws IOException;
}
