package dev.coinless.functions.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.iot.model.AttachPolicyRequest;
import software.amazon.awssdk.services.iot.model.AttachPolicyResponse;
import software.amazon.awssdk.services.iot.model.AttachThingPrincipalRequest;
import software.amazon.awssdk.services.iot.model.AttachThingPrincipalResponse;
import software.amazon.awssdk.services.iot.model.CreateCertificateFromCsrRequest;
import software.amazon.awssdk.services.iot.model.CreateCertificateFromCsrResponse;
import software.amazon.awssdk.services.iot.model.CreateThingRequest;
import software.amazon.awssdk.services.iot.model.CreateThingResponse;
import software.amazon.awssdk.services.iot.model.DescribeEndpointRequest;
import software.amazon.awssdk.services.iot.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.iot.model.DetachThingPrincipalRequest;
import software.amazon.awssdk.services.iot.model.DetachThingPrincipalResponse;
import software.amazon.awssdk.services.iot.model.InvalidRequestException;
import software.amazon.awssdk.services.iot.model.ListThingPrincipalsRequest;
import software.amazon.awssdk.services.iot.model.ListThingPrincipalsResponse;
import software.amazon.awssdk.services.iot.model.ResourceNotFoundException;
import software.amazon.awssdk.services.iot.model.UpdateCertificateRequest;
import software.amazon.awssdk.services.iot.model.UpdateCertificateResponse;

/// IoT Core's control plane, as far as enrolment uses it. It signs nothing: each certificate is the
/// same valid one in other words of its id.
public final class MemoryIot implements IotClient {

    /// A self-signed certificate of a P-256 key.
    public static final String CERTIFICATE =
            """
            -----BEGIN CERTIFICATE-----
            MIIBkjCCATegAwIBAgIUZJ3Xvzgy/C3OmAFoazsxBoVxp/AwCgYIKoZIzj0EAwIw
            HjEcMBoGA1UEAwwTQVdTIElvVCBDZXJ0aWZpY2F0ZTAeFw0yNjExMjAxNTIyMDla
            Fw00NjExMTUxNTIyMDlaMB4xHDAaBgNVBAMME0FXUyBJb1QgQ2VydGlmaWNhdGUw
            WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASvS8KUmrCjvfqD3vDOnXuV4HS4q38U
            hd7mWIyeVPHLF3f5GfCMnEA347MtcRxwk5JobycFCCLHjiWjZrFujlLFo1MwUTAd
            BgNVHQ4EFgQUlWLbGtXia29TdQWFdfB2068g29kwHwYDVR0jBBgwFoAUlWLbGtXi
            a29TdQWFdfB2068g29kwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBG
            AiEAr1AMd+k76QWx9TKFZdfAcPv5TdtagShen1JVgqLlsQcCIQCljIoZ5zgl4o62
            X40CoOYsrCZUDBClshMOPidOeMJhRg==
            -----END CERTIFICATE-----
            """;

    private static final String ARN = "arn:aws:iot:eu-central-1:000000000000:cert/";

    private final Map<String, List<String>> things = new HashMap<>();
    private final Map<String, String> status = new LinkedHashMap<>();
    private final Map<String, String> policies = new HashMap<>();

    /// Status by certificate id, oldest first.
    public Map<String, String> certificates() {
        return status;
    }

    /// Ids of the certificates that a thing has.
    public List<String> certificatesOf(String thing) {
        return things.getOrDefault(thing, List.of());
    }

    /// The policy of a certificate.
    public String policyOf(String certificate) {
        return policies.getOrDefault(certificate, "");
    }

    @Override
    public CreateThingResponse createThing(CreateThingRequest request) {
        things.computeIfAbsent(request.thingName(), _ -> new ArrayList<>());
        return CreateThingResponse.builder().thingName(request.thingName()).build();
    }

    @Override
    public CreateCertificateFromCsrResponse createCertificateFromCsr(
            CreateCertificateFromCsrRequest request) {
        if (!request.certificateSigningRequest()
                .startsWith("-----BEGIN CERTIFICATE REQUEST-----\nMI")) {
            throw InvalidRequestException.builder().message("not a request").build();
        }
        var id = idOf("certificate " + status.size());
        status.put(id, request.setAsActive() ? "ACTIVE" : "INACTIVE");
        return CreateCertificateFromCsrResponse.builder()
                .certificateId(id)
                .certificateArn(ARN + id)
                .certificatePem(CERTIFICATE)
                .build();
    }

    @Override
    public AttachPolicyResponse attachPolicy(AttachPolicyRequest request) {
        policies.put(known(request.target()), request.policyName());
        return AttachPolicyResponse.builder().build();
    }

    @Override
    public AttachThingPrincipalResponse attachThingPrincipal(AttachThingPrincipalRequest request) {
        thing(request.thingName()).add(known(request.principal()));
        return AttachThingPrincipalResponse.builder().build();
    }

    @Override
    public DetachThingPrincipalResponse detachThingPrincipal(DetachThingPrincipalRequest request) {
        thing(request.thingName()).remove(known(request.principal()));
        return DetachThingPrincipalResponse.builder().build();
    }

    @Override
    public ListThingPrincipalsResponse listThingPrincipals(ListThingPrincipalsRequest request) {
        var arns = thing(request.thingName()).stream().map(id -> ARN + id).toList();
        return ListThingPrincipalsResponse.builder().principals(arns).build();
    }

    @Override
    public UpdateCertificateResponse updateCertificate(UpdateCertificateRequest request) {
        status.put(known(ARN + request.certificateId()), request.newStatusAsString());
        return UpdateCertificateResponse.builder().build();
    }

    @Override
    public DescribeEndpointResponse describeEndpoint(DescribeEndpointRequest request) {
        return DescribeEndpointResponse.builder().endpointAddress("mqtt.example.com").build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    private List<String> thing(String name) {
        var found = things.get(name);
        if (found == null) {
            throw ResourceNotFoundException.builder().message("no thing " + name).build();
        }
        return found;
    }

    private String known(String arn) {
        var id = arn.substring(ARN.length());
        if (!status.containsKey(id)) {
            throw ResourceNotFoundException.builder().message("no certificate " + id).build();
        }
        return id;
    }

    private static String idOf(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
