package dev.coinless.localstack.dynamodb;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.io.IOException;
import java.nio.file.Files;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.jspecify.annotations.Nullable;

/// DynamoDB Local behind its own Jetty connector, because the connector it makes itself listens on
/// every interface and its telemetry reports to the vendor.
///
/// One database for all access keys and regions, so that the `aws` command line sees the tables.
final class TableStore {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String NO_CORS = "*";

    private final Server server;

    private TableStore(Server server) {
        this.server = server;
    }

    /// @throws java.net.BindException among the causes when the port is taken
    static TableStore start(Options options) throws Exception {
        var requests =
                new LocalDynamoDBRequestHandler(
                        0, options.data().isEmpty(), folderOf(options), true, false);
        Handler handler =
                new ContextHandler(new LocalDynamoDBServerHandler(requests, NO_CORS), "/");
        var server = new Server();
        var connector = new ServerConnector(server);
        connector.setHost(LOOPBACK);
        connector.setPort(options.port());
        server.addConnector(connector);
        server.setHandler(handler);
        server.start();
        return new TableStore(server);
    }

    void stop() throws Exception {
        server.stop();
    }

    private static @Nullable String folderOf(Options options) throws IOException {
        if (options.data().isEmpty()) {
            return null;
        }
        Files.createDirectories(options.data().get());
        return options.data().get().toString();
    }
}
