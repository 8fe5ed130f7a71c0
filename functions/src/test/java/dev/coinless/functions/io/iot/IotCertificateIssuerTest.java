package dev.coinless.functions.io.iot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.functions.testing.MemoryIot;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.ModuleId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a module's enrolment does in IoT Core.
class IotCertificateIssuerTest {

    private static final ModuleId M8 = ModuleId.fromHex("4d3800000001");
    private static final Bytes REQUEST =
            Bytes.fromHex(
                    "3081d0307902010030173115301306035504030c0c34643338303030303030303130"
                            + "59301306072a8648ce3d020106082a8648ce3d03010703420004dece28455bfa983a"
                            + "7dd7c26964822e48fa463955227113c391e11992405b73fa4d3a4543d749c27175d5"
                            + "7a1ae92196b8ba3891bcc80a8f63033eec8c658a1618a000300a06082a8648ce3d04"
                            + "030203470030440220767de1c93097b6b0edfb849b95ea37fb94a0b3b57d3c0cc02b"
                            + "b7a1dd3fc9cc7d02203bf330ab4d90e3bccb034657a962357a05bf2b081990e1ae94"
                            + "b2c1ea4572875d");
    private static final Bytes ROOT = Bytes.fromHex("3003020101");

    private final MemoryIot iot = new MemoryIot();
    private final IotCertificateIssuer issuer =
            new IotCertificateIssuer(() -> iot, "ModulePolicy", () -> List.of(ROOT));

    @Test
    void aModuleIsAThingWithOneActiveCertificateThatHasThePolicy() {
        var access = issuer.certify(M8, REQUEST);

        assertThat(iot.certificatesOf(M8.toString())).hasSize(1);
        var certificate = iot.certificatesOf(M8.toString()).getFirst();
        assertThat(iot.certificates()).containsEntry(certificate, "ACTIVE");
        assertThat(iot.policyOf(certificate)).isEqualTo("ModulePolicy");
        assertThat(access.endpoint()).isEqualTo("mqtt.example.com");
        assertThat(access.serverRoots()).containsExactly(ROOT);
        assertThat(access.certificate().length()).isGreaterThan(200);
    }

    @Test
    void enrollingAgainLeavesOnlyTheNewCertificate() {
        issuer.certify(M8, REQUEST);
        issuer.certify(M8, REQUEST);

        var statuses = new ArrayList<>(iot.certificates().values());
        assertThat(statuses).containsExactly("INACTIVE", "ACTIVE");
        assertThat(iot.certificatesOf(M8.toString()))
                .containsExactly(List.copyOf(iot.certificates().keySet()).get(1));
    }

    @Test
    void aModuleThatGivesItsNetworkUpKeepsNoCertificate() {
        issuer.certify(M8, REQUEST);

        issuer.revoke(M8);

        assertThat(iot.certificates().values()).containsExactly("INACTIVE");
        assertThat(iot.certificatesOf(M8.toString())).isEmpty();
    }

    @Test
    void aModuleThatNeverHadACertificateHasNoneToRevoke() {
        issuer.revoke(M8);

        assertThat(iot.certificates()).isEmpty();
    }

    @Test
    void whatIsNoCertificateRequestIsRefused() {
        assertThatThrownBy(() -> issuer.certify(M8, Bytes.fromHex("00010203")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("certificate request");
    }

    @Test
    void amazonsRootsComeWithJava() {
        assertThat(ServerRoots.of("amazon")).hasSize(2);
    }

    @Test
    void anotherSettingForTheServersRootIsNamed() {
        assertThatThrownBy(() -> ServerRoots.of("google"))
                .hasMessageContaining("MQTT_SERVER_ROOT")
                .hasMessageContaining("google");
    }
}
