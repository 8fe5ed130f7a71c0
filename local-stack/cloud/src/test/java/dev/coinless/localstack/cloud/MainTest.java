package dev.coinless.localstack.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.localstack.cloud.fixture.Programs;
import dev.coinless.localstack.cloud.fixture.RunningCloud;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MainTest {

    @TempDir Path folder;

    @Test
    void theEndOfTheInputEndsTheProgramAndAllItsProcesses() throws Exception {
        var cloud = RunningCloud.start(folder, template(), Programs.freePort());
        cloud.command("invoke echo {}");
        var children = cloud.process().descendants().toList();

        cloud.close();

        assertThat(children).isNotEmpty();
        children.forEach(child -> child.onExit().join());
        assertThat(cloud.process().exitValue()).isZero();
    }

    @Test
    void aTermSignalLeavesNoProcessBehind() throws Exception {
        var cloud = RunningCloud.start(folder, template(), Programs.freePort());
        cloud.command("invoke echo {}");
        var children = cloud.process().descendants().toList();

        cloud.process().destroy();
        cloud.process().waitFor();

        assertThat(children).isNotEmpty();
        children.forEach(child -> child.onExit().join());
    }

    @Test
    void aKilledCloudTakesItsFunctionsWithIt() throws Exception {
        var cloud = RunningCloud.start(folder, template(), Programs.freePort());
        cloud.command("invoke echo {}");
        var children = cloud.process().descendants().toList();

        cloud.process().destroyForcibly();

        assertThat(children).isNotEmpty();
        children.forEach(child -> child.onExit().join());
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (var owner = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var cloud =
                    RunningCloud.launch(
                            folder,
                            template(),
                            Programs.freePort(),
                            "--http-port",
                            "" + owner.getLocalPort());

            assertThat(cloud.process().waitFor()).isEqualTo(Main.EXIT_USAGE);
            assertThat(cloud.errors()).contains("port " + owner.getLocalPort() + " is in use");
        }
    }

    @Test
    void aTemplateThatIsNotUnderstoodStopsTheStart() throws Exception {
        var bad = template().replace("AWS::KMS::Key", "AWS::EC2::Instance");

        var cloud = RunningCloud.launch(folder, bad, Programs.freePort());

        assertThat(cloud.process().waitFor()).isEqualTo(Main.EXIT_USAGE);
        assertThat(cloud.errors()).contains("unknown resource type AWS::EC2::Instance");
    }

    private static String template() throws Exception {
        return Files.readString(Path.of("src/test/resources/template.yaml"));
    }
}
