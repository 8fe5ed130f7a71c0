package dev.coinless.localstack.broker;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.PublishAuthorizer;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;

/// Who may connect and publish: HiveMQ refuses everyone, and every topic that begins with `$`,
/// until an extension says otherwise.
///
/// Everyone on the plain loopback listener may do everything, basic ingest (`$aws/rules/...`)
/// included. Client certificates and the policies of modules are to be checked here, where the
/// connection's listener and certificate are visible.
final class Access implements ExtensionMain {

    private static final SimpleAuthenticator ADMIT_LOOPBACK =
            (_, output) -> output.authenticateSuccessfully();
    private static final PublishAuthorizer ADMIT_EVERY_TOPIC =
            (_, output) -> output.authorizeSuccessfully();

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        var registry = Services.securityRegistry();
        registry.setAuthenticatorProvider(_ -> ADMIT_LOOPBACK);
        registry.setAuthorizerProvider(_ -> ADMIT_EVERY_TOPIC);
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
        // The broker forgets the provider with the extension.
    }
}
