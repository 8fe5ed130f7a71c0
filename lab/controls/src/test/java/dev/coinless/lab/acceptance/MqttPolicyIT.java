package dev.coinless.lab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.lab.raw.RawCertificate;
import dev.coinless.lab.raw.RawMqtt;
import dev.coinless.lab.world.MachineSetup;
import dev.coinless.lab.world.Module;
import dev.coinless.lab.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the certificate of a module with a network is good for, and what it is not: the policy of
/// template.yaml, tried with the module's own key.
@ExtendWith(LabExtension.class)
class MqttPolicyIT {

    private static final int GRANTED = 1;
    private static final int NOT_AUTHORIZED = 0x87;
    private static final byte[] SOMETHING = "something".getBytes(StandardCharsets.UTF_8);

    @Test
    @DisplayName("M8's certificate is good for M8's own topics")
    void aModuleMayUseItsOwnTopics(World world) throws Exception {
        var m8 = world.machine("M8", MachineSetup.CONNECTED).module();
        m8.stop();

        try (var own = atTheDoor(world, m8);
                var cloud = RawMqtt.ofTheCloud(world.cloud(), "watcher")) {
            cloud.subscribe("coinless/" + m8.id() + "/up/note");
            assertThat(own.connect(m8.id().toString())).contains(0);
            assertThat(own.subscribe("coinless/" + m8.id() + "/down/note")).contains(GRANTED);

            own.publish("coinless/" + m8.id() + "/up/note", SOMETHING);
            cloud.publish("coinless/" + m8.id() + "/down/note", SOMETHING);

            assertThat(cloud.hear().payload()).isEqualTo(SOMETHING);
            assertThat(own.hear().payload()).isEqualTo(SOMETHING);
        }
    }

    @Test
    @DisplayName("with M8's certificate nobody can speak or listen for M7, or for operator B's M9")
    void aModuleCannotTouchAnothersTopics(World world) throws Exception {
        var m8 = world.machine("M8", MachineSetup.CONNECTED).module();
        var m7 = world.machine("M7", MachineSetup.CONNECTED).module();
        var m9 = world.machine("M9", MachineSetup.CONNECTED.ofOperator("B")).module();
        m8.stop();

        for (var other : List.of(m7, m9)) {
            try (var thief = atTheDoor(world, m8);
                    var cloud = RawMqtt.ofTheCloud(world.cloud(), "watcher")) {
                cloud.subscribe("coinless/" + other.id() + "/up/note");
                assertThat(thief.connect(m8.id().toString())).contains(0);
                for (var filter :
                        List.of(
                                "coinless/" + other.id() + "/down/bundle",
                                "coinless/" + other.id() + "/up/bundle",
                                "coinless/+/down/bundle",
                                "coinless/#",
                                "#")) {
                    assertThat(thief.subscribe(filter)).as(filter).contains(NOT_AUTHORIZED);
                }

                assertThat(thief.publish("coinless/" + other.id() + "/up/note", SOMETHING))
                        .as("the broker ends the connection instead of an answer")
                        .isEmpty();
                assertThat(cloud.hear(Duration.ofSeconds(1))).isEmpty();
            }
        }
    }

    @Test
    @DisplayName("another client id, another's last will and no certificate are refused")
    void whoIsNotTheModuleDoesNotGetIn(World world) throws Exception {
        var m8 = world.machine("M8", MachineSetup.CONNECTED).module();
        var m7 = world.machine("M7", MachineSetup.CONNECTED).module();
        m8.stop();

        for (var name : List.of(m7.id().toString(), "M8", "coinless-rules")) {
            try (var thief = atTheDoor(world, m8)) {
                assertThat(thief.connect(name)).as(name).contains(NOT_AUTHORIZED);
            }
        }
        try (var thief = atTheDoor(world, m8)) {
            var answer = thief.connect(m8.id().toString(), "coinless/" + m7.id() + "/up/lost");
            assertThat(answer).isNotEqualTo(Optional.of(0));
        }
        assertThatThrownBy(
                        () -> {
                            var none = RawCertificate.of(m8).withheld();
                            try (var stranger = RawMqtt.atTheModulesDoor(world.cloud(), none)) {
                                var answer = stranger.connect(m8.id().toString());
                                throw new IOException("answered " + answer);
                            }
                        })
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("answered Optional[");
    }

    @Test
    @DisplayName("re-enrolment ends the old certificate; a module that gives MQTT up keeps none")
    void theOldCertificateIsWorthlessAfterReEnrolment(World world) throws Exception {
        var m8 = world.machine("M8", MachineSetup.CONNECTED).module();
        m8.stop();
        var old = RawCertificate.of(m8);

        m8.enrol();

        try (var thief = RawMqtt.atTheModulesDoor(world.cloud(), old)) {
            assertThat(thief.connect(m8.id().toString())).contains(NOT_AUTHORIZED);
        }
        try (var own = atTheDoor(world, m8)) {
            assertThat(own.connect(m8.id().toString())).contains(0);
        }
        m8.powerOn();
    }

    @Test
    @DisplayName("the network key is in one file of the module, for its owner only")
    void theNetworkKeyStaysOnTheModule(World world) throws Exception {
        var m8 = world.machine("M8", MachineSetup.CONNECTED).module();

        var permissions = Files.getPosixFilePermissions(RawCertificate.file(m8));

        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
        assertThat(Files.exists(m8.state().resolve("prepared.properties"))).isFalse();
    }

    private static RawMqtt atTheDoor(World world, Module module) throws IOException {
        return RawMqtt.atTheModulesDoor(world.cloud(), RawCertificate.of(module));
    }
}
