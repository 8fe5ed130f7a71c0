package dev.coinless.localstack.broker;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;

/// Who may connect: HiveMQ refuses everyone until an extension says otherwise.
///
/// Everyone on the plain loopback listener is let in. Client certificates and the policies of
/// modules are to be checked here, where the connection's listener and certificate are visible.
final class Access implements ExtensionMain {

    private static final SimpleAuthenticator ADMIT_LOOPBACK =
            (_, output) -> output.authenticateSuccessfully();

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        Services.securityRegistry().setAuthenticatorProvider(_ -> ADMIT_LOOPBACK);
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
        // The broker forgets the provider with the extension.
    }
}
