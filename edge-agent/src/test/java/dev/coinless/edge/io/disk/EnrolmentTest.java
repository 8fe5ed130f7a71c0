package dev.coinless.edge.io.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.edge.Platform;
import dev.coinless.edge.enrol.ModuleKeys;
import dev.coinless.model.enrol.EnrolmentRequest;
import dev.coinless.model.id.Generation;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.wire.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentTest {

    @TempDir Path temporary;
    private final Platform platform = new Platform(3);
    private final ModuleKeys keys =
            ModuleKeys.generate(Platform.M7, Platform.ENVIRONMENT, platform.random);
    private StateFolder state = new StateFolder(Path.of("unset"));

    @BeforeEach
    void prepare() throws Exception {
        state = new StateFolder(temporary.resolve("state"));
        state.prepare(keys);
    }

    @Test
    void preparedKeysWaitForTheirEnrolmentAndThenAreTheModules() throws Exception {
        assertThat(state.prepared()).contains(keys);
        assertThat(state.identity()).isEmpty();

        var enrolment = platform.enrol(keys.request(), 4);

        state.enrol(keys, enrolment);

        assertThat(state.prepared()).isEmpty();
        var identity = state.identity().orElseThrow();
        assertThat(identity.module()).isEqualTo(Platform.M7);
        assertThat(identity.generation()).isEqualTo(new Generation(4));
        assertThat(identity.signing()).isEqualTo(keys.signing());
        assertThat(identity.currency()).isEqualTo(Platform.EUR);
        assertThat(identity.keyCerts()).isEqualTo(enrolment.open().keyCerts());
    }

    @Test
    void filesWithKeysAreTheirOwnersOnly() throws Exception {
        state.enrol(keys, platform.enrol(keys.request(), 1));

        var permissions =
                Files.getPosixFilePermissions(state.folder().resolve("identity.properties"));
        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    }

    @Test
    void aModuleThatWantsANetworkConnectsWithTheKeyThatItsCertificateIsFor() throws Exception {
        var wanting = keys.withNetwork(platform.random);
        var asked = EnrolmentRequest.parse(wanting.request(), Platform.ENVIRONMENT);
        var request = new PKCS10CertificationRequest(asked.certificateRequest().get().toArray());
        assertThat(request.getSubject()).hasToString("CN=" + Platform.M7);

        state.prepare(wanting);
        state.enrol(wanting, platform.enrol(wanting.request(), 1));

        var network = state.network().orElseThrow();
        assertThat(network.key()).isEqualTo(wanting.network().orElseThrow());
        assertThat(network.access().endpoint()).isEqualTo("mqtt.example.com");
        assertThat(state.identity()).isPresent();
    }

    @Test
    void aCertificateForAnotherKeyIsNotAccepted() throws Exception {
        var wanting = keys.withNetwork(platform.random);
        var enrolment = platform.enrol(wanting.request(), 1);
        var other = keys.withNetwork(platform.random);

        assertThatThrownBy(() -> other.connect(enrolment))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("network key");
    }

    @Test
    void aModuleWithoutNetworkHasNoneWhateverTheEnrolmentSays() throws Exception {
        var enrolment = platform.enrol(keys.withNetwork(platform.random).request(), 1);

        assertThat(keys.connect(enrolment)).isEmpty();
        assertThat(keys.connect(platform.enrol(keys.request(), 1))).isEmpty();
    }

    @Test
    void aModuleIsRunByOneProgramAtATime() throws Exception {
        try (var _ = state.lock()) {
            assertThatThrownBy(() -> state.lock())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("stop that one first");
        }
        state.lock().close();
    }

    @Test
    void anEnrolmentForOtherKeysIsNotAccepted() throws Exception {
        var others = ModuleKeys.generate(Platform.M7, Platform.ENVIRONMENT, platform.random);
        var enrolment = platform.enrol(others.request(), 1);

        assertThatThrownBy(() -> keys.accept(enrolment))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("other keys");
    }

    @Test
    void anEnrolmentForAnotherModuleIsNotAccepted() throws Exception {
        var m8 = ModuleKeys.generate(Platform.M8, Platform.ENVIRONMENT, platform.random);
        var enrolment = platform.enrol(m8.request(), 1);

        assertThatThrownBy(() -> keys.accept(enrolment))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining(Platform.M8.toString());
    }

    @Test
    void anEnrolmentInAnotherEnvironmentIsNotAccepted() throws Exception {
        var enrolment = platform.enrol(keys.request(), 1);
        var elsewhere =
                new ModuleKeys(
                        keys.module(),
                        new Environment("prod"),
                        keys.signing(),
                        keys.sealing(),
                        Optional.empty());

        assertThatThrownBy(() -> elsewhere.accept(enrolment))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("prod");
    }

    @Test
    void aDamagedStateFileSaysWhatToDo() throws Exception {
        var file = state.folder().resolve("prepared.properties");
        Files.writeString(file, Files.readString(file).replaceFirst("signing=.*", "signing=?"));

        assertThatThrownBy(() -> state.prepared())
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("prepare and enrol the module again");
    }
}
