package dev.coinless.functions.io.publish;

import dev.coinless.functions.sync.DownLink;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.ModuleId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;

/// Publishes to `coinless/{module}/down/bundle` through AWS IoT Core, at least once.
///
/// The client is made at the first use: most functions need none.
public final class IotDownLink implements DownLink {

    /// At least once: a bundle may come twice without harm, and a lost one costs a round trip.
    private static final int QOS = 1;

    private final Supplier<IotDataPlaneClient> connect;
    private @Nullable IotDataPlaneClient connected;

    public IotDownLink(Supplier<IotDataPlaneClient> connect) {
        this.connect = connect;
    }

    private synchronized IotDataPlaneClient client() {
        if (connected == null) {
            connected = connect.get();
        }
        return connected;
    }

    @Override
    public void publish(ModuleId module, Bytes sealed) {
        try {
            client().publish(publish ->
                    publish.topic("coinless/%s/down/bundle".formatted(module))
                            .qos(QOS)
                            .payload(SdkBytes.fromByteArray(sealed.toArray())));
        } catch (SdkException e) {
            throw new Unreachable("the bundle could not be published", e);
        }
    }
}
