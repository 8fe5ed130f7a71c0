package dev.coinless.localstack.broker;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.Authorizer;
import com.hivemq.extension.sdk.api.auth.PublishAuthorizer;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.SubscriptionAuthorizer;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerOutput;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.disconnect.DisconnectReasonCode;
import com.hivemq.extension.sdk.api.packets.subscribe.SubackReasonCode;
import com.hivemq.extension.sdk.api.parameter.ClientBasedInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.lang.System.Logger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Who may connect and do what: HiveMQ refuses everyone until an extension says otherwise.
///
/// The local cloud comes by the plain loopback listener and may do everything. Whoever comes by the
/// modules' listener may do what the policies of its certificate allow, as at AWS IoT Core: a
/// refused publish (a last will included) ends the connection, a refused subscription is answered,
/// what may not be received is not delivered.
final class Access implements ExtensionMain {

    private static final Logger LOG = System.getLogger(Access.class.getName());

    private static final String CONNECT = "iot:Connect";
    private static final String PUBLISH = "iot:Publish";
    private static final String RETAIN = "iot:RetainPublish";
    private static final String SUBSCRIBE = "iot:Subscribe";
    private static final String RECEIVE = "iot:Receive";

    private final Optional<Registry> registry;

    /// @param registry absent when there is no listener for modules
    Access(Optional<Registry> registry) {
        this.registry = registry;
    }

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        SimpleAuthenticator authenticator = this::authenticate;
        Authorizer authorizer = new ByPolicy();
        Services.securityRegistry().setAuthenticatorProvider(_ -> authenticator);
        Services.securityRegistry().setAuthorizerProvider(_ -> authorizer);
        Services.initializerRegistry()
                .setClientInitializer((_, client) ->
                        client.addPublishOutboundInterceptor((publish, decision) -> {
                            var topic = "topic/" + publish.getPublishPacket().getTopic();
                            if (!may(publish, RECEIVE, topic)) {
                                decision.preventPublishDelivery();
                            }
                        }));
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
        // The broker forgets the providers with the extension.
    }

    private void authenticate(SimpleAuthInput input, SimpleAuthOutput output) {
        var client = input.getClientInformation().getClientId();
        if (may(input, CONNECT, "client/" + client)) {
            output.authenticateSuccessfully();
        } else {
            output.failAuthentication(ConnackReasonCode.NOT_AUTHORIZED, "not authorized");
        }
    }

    private final class ByPolicy implements PublishAuthorizer, SubscriptionAuthorizer {

        @Override
        public void authorizePublish(PublishAuthorizerInput input, PublishAuthorizerOutput output) {
            var packet = input.getPublishPacket();
            var topic = "topic/" + packet.getTopic();
            if (may(input, PUBLISH, topic) && (!packet.getRetain() || may(input, RETAIN, topic))) {
                output.authorizeSuccessfully();
            } else {
                output.disconnectClient(DisconnectReasonCode.NOT_AUTHORIZED, "not authorized");
            }
        }

        @Override
        public void authorizeSubscribe(
                SubscriptionAuthorizerInput input, SubscriptionAuthorizerOutput output) {
            var filter = "topicfilter/" + input.getSubscription().getTopicFilter();
            if (may(input, SUBSCRIBE, filter)) {
                output.authorizeSuccessfully();
            } else {
                output.failAuthorization(SubackReasonCode.NOT_AUTHORIZED, "not authorized");
            }
        }
    }

    private boolean may(ClientBasedInput input, String action, String resource) {
        var connection = input.getConnectionInformation();
        var listener = connection.getListener().map(it -> it.getName()).orElse("");
        if (listener.equals(Listener.Plain.NAME)) {
            return true;
        }
        var client = input.getClientInformation().getClientId();
        var principal =
                connection
                        .getClientTlsInformation()
                        .flatMap(it -> it.getClientCertificate())
                        .flatMap(it -> registry.flatMap(known -> known.principal(it)));
        boolean allowed = principal.filter(it -> allows(it, client, action, resource)).isPresent();
        if (!allowed) {
            LOG.log(
                    Logger.Level.INFO,
                    "refused client={0} {1} {2}{3}",
                    client,
                    action,
                    resource,
                    principal.isEmpty() ? ": its certificate is unknown or not active" : "");
        }
        return allowed;
    }

    private static boolean allows(
            Registry.Principal principal, String client, String action, String resource) {
        var variables = variables(principal, client);
        return principal.policies().stream()
                .anyMatch(policy -> policy.allows(action, resource, variables));
    }

    /// AWS knows the thing of a connection only when the client id is the thing's name.
    private static Map<String, String> variables(Registry.Principal principal, String client) {
        var variables = new HashMap<String, String>();
        variables.put("iot:ClientId", client);
        boolean attached = principal.things().contains(client);
        variables.put(Policy.IS_ATTACHED, Boolean.toString(attached));
        if (attached) {
            variables.put("iot:Connection.Thing.ThingName", client);
        }
        return variables;
    }
}
