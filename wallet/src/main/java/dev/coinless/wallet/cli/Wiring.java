package dev.coinless.wallet.cli;

import dev.coinless.model.time.TimeSource;
import dev.coinless.wallet.cloud.Cloud;
import dev.coinless.wallet.cloud.Network;
import dev.coinless.wallet.cloud.SwitchedNetwork;
import dev.coinless.wallet.io.air.AirRadio;
import dev.coinless.wallet.io.files.FileSatchelStore;
import dev.coinless.wallet.io.files.FileWalletStore;
import dev.coinless.wallet.io.http.CapturedNetwork;
import dev.coinless.wallet.io.http.HttpNetwork;
import dev.coinless.wallet.keys.Secrets;
import dev.coinless.wallet.phone.News;
import dev.coinless.wallet.phone.Phone;
import dev.coinless.wallet.present.SwitchedRadio;
import dev.coinless.wallet.store.Wallet;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.function.Consumer;

/// Puts a phone together from the command line.
final class Wiring implements AutoCloseable {
    private final TimeSource time = TimeSource.find();
    private final SecureRandom random = new SecureRandom();
    private final Secrets secrets = new Secrets(random);
    private final FileWalletStore store;
    private final HttpNetwork http;
    private final AirRadio air;
    private final SwitchedNetwork network;
    private final SwitchedRadio radio;
    private final Phone phone;

    /// @throws IOException if the wallet cannot be opened
    Wiring(Options options, Consumer<News> news, Consumer<IOException> broken) throws IOException {
        var environment = options.environment();
        this.http = new HttpNetwork(options.cloud(), options.authority());
        this.air =
                new AirRadio(
                        new AirRadio.Settings(
                                options.air(), options.name(), options.company(), options.mtu()),
                        time);
        this.store = FileWalletStore.open(options.dir());
        var wallet = store.load();
        if (wallet.isEmpty()) {
            wallet = java.util.Optional.of(Wallet.fresh(secrets.accountKey()));
            store.save(wallet.get());
        }
        var satchel = FileSatchelStore.open(options.dir().resolve("satchel"));
        Network wired =
                options.wire()
                        .<Network>map(file -> new CapturedNetwork(http, file, time))
                        .orElse(http);
        this.network = new SwitchedNetwork(wired);
        this.radio = new SwitchedRadio(air, air);
        this.phone =
                new Phone(
                        new Phone.Parts(
                                wallet.get(),
                                store,
                                satchel.load(),
                                satchel,
                                new Cloud(network, wallet.get().key(), time, Thread::sleep),
                                radio,
                                radio,
                                secrets,
                                random,
                                time,
                                environment,
                                options.roots(),
                                news,
                                broken));
    }

    TimeSource time() {
        return time;
    }

    Secrets secrets() {
        return secrets;
    }

    SwitchedNetwork network() {
        return network;
    }

    SwitchedRadio radio() {
        return radio;
    }

    Phone phone() {
        return phone;
    }

    @Override
    public void close() throws IOException {
        phone.close();
        air.close();
        http.close();
        store.close();
    }
}
