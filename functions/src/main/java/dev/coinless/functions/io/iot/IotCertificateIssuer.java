package dev.coinless.functions.io.iot;

import dev.coinless.functions.enrol.CertificateIssuer;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.enrol.NetworkAccess;
import dev.coinless.model.id.ModuleId;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.iot.model.CertificateStatus;
import software.amazon.awssdk.services.iot.model.CreateCertificateFromCsrResponse;
import software.amazon.awssdk.services.iot.model.InvalidRequestException;
import software.amazon.awssdk.services.iot.model.ResourceNotFoundException;

/// AWS IoT Core: the thing has the module's id, the certificate carries the deployment's policy.
///
/// The old certificates go last: until then the module connects with what it has, and an enrolment
/// that fails half way can be repeated.
public final class IotCertificateIssuer implements CertificateIssuer {

    /// The endpoint with Amazon Trust Services' certificates.
    private static final String DATA_ENDPOINT = "iot:Data-ATS";

    private static final int PEM_LINE = 64;

    private final Supplier<IotClient> client;
    private final String policy;
    private final Supplier<List<Bytes>> serverRoots;

    /// @param client made at the first use: most enrolments need none
    /// @param policy name of the policy for modules
    public IotCertificateIssuer(
            Supplier<IotClient> client, String policy, Supplier<List<Bytes>> serverRoots) {
        this.client = client;
        this.policy = policy;
        this.serverRoots = serverRoots;
    }

    @Override
    public NetworkAccess certify(ModuleId module, Bytes request) {
        var iot = client.get();
        var thing = module.toString();
        iot.createThing(it -> it.thingName(thing));
        var created = create(iot, request);
        var arn = created.certificateArn();
        iot.attachPolicy(it -> it.policyName(policy).target(arn));
        iot.attachThingPrincipal(it -> it.thingName(thing).principal(arn));
        for (var other : principals(iot, thing)) {
            if (!other.equals(arn)) {
                revoke(iot, thing, other);
            }
        }
        var endpoint = iot.describeEndpoint(it -> it.endpointType(DATA_ENDPOINT)).endpointAddress();
        return new NetworkAccess(endpoint, der(created.certificatePem()), serverRoots.get());
    }

    @Override
    public void revoke(ModuleId module) {
        var iot = client.get();
        var thing = module.toString();
        for (var principal : principals(iot, thing)) {
            revoke(iot, thing, principal);
        }
    }

    private static CreateCertificateFromCsrResponse create(IotClient iot, Bytes request) {
        try {
            return iot.createCertificateFromCsr(
                    it -> it.certificateSigningRequest(pem(request)).setAsActive(true));
        } catch (InvalidRequestException e) {
            throw new IllegalArgumentException("the certificate request is not valid", e);
        }
    }

    private static List<String> principals(IotClient iot, String thing) {
        try {
            return iot.listThingPrincipals(it -> it.thingName(thing)).principals();
        } catch (ResourceNotFoundException neverConnected) {
            return List.of();
        }
    }

    private static void revoke(IotClient iot, String thing, String arn) {
        var id = arn.substring(arn.lastIndexOf('/') + 1);
        iot.updateCertificate(it -> it.certificateId(id).newStatus(CertificateStatus.INACTIVE));
        iot.detachThingPrincipal(it -> it.thingName(thing).principal(arn));
    }

    private static String pem(Bytes request) {
        var lines = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'});
        return "-----BEGIN CERTIFICATE REQUEST-----\n%s\n-----END CERTIFICATE REQUEST-----\n"
                .formatted(lines.encodeToString(request.toArray()));
    }

    private static Bytes der(String pem) {
        try {
            var in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
            return Bytes.of(
                    CertificateFactory.getInstance("X.509").generateCertificate(in).getEncoded());
        } catch (CertificateException e) {
            throw new IllegalStateException("IoT Core answered with no certificate", e);
        }
    }
}
