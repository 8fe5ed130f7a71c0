package dev.coinless.lab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.lab.process.LabFailure;
import dev.coinless.lab.shell.LabShell;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The lab's shell, as typed.
@ExtendWith(LabExtension.class)
class LabShellIT {

    @Test
    void aPurchaseAPowerCutAndAJamCanBeTyped(World world) {
        var shell = new LabShell(world);
        assertThat(shell.execute("machine M7 new")).contains("module");
        assertThat(shell.execute("phone P new")).contains("account");
        shell.execute("phone P credit 1000");
        shell.execute("phone P near M7");

        assertThat(shell.execute("phone P tap M7")).contains("\"ok\":true");
        assertThat(shell.execute("phone P swipe")).contains("\"ok\":true");
        world.machineNamed("M7").vmc().awaitFunds(Phone.PATIENCE);
        assertThat(shell.execute("vmc M7 select 12")).contains("\"ok\":true");
        world.phoneNamed("P").awaitSettled();
        assertThat(shell.execute("vmc M7 signals")).contains("CASHLESS");
        assertThat(shell.execute("balance P")).contains("8.25 EUR available", "0.00 EUR held");
        assertThat(shell.execute("ledger verify")).contains("The books balance");
        assertThat(shell.execute("phone P wire")).contains("Bluetooth LE", "HTTP", "/v1/grants");
        assertThat(shell.execute("module M7 network")).contains("0 bytes sent, 0 network sockets");

        assertThat(shell.execute("module M7 power cut after INTENT")).contains("INTENT");
        shell.execute("phone P tap M7");
        shell.execute("phone P swipe");
        world.machineNamed("M7").vmc().awaitFunds(Phone.PATIENCE);
        shell.execute("vmc M7 select 12");
        world.machineNamed("M7").module().awaitDark(Duration.ofSeconds(20));
        shell.execute("module M7 power on");
        world.phoneNamed("P").awaitSettled(2);
        assertThat(shell.execute("module M7 journal")).contains("INTENT", "RECEIPT");

        assertThat(shell.execute("fault cloud unavailable")).contains("cloud unavailable");
        assertThat(shell.execute("phone P tap M7")).contains("\"ok\":false");
        assertThat(shell.execute("fault clear")).isEqualTo("no faults");
        assertThat(shell.execute("module M7 disk full")).contains("full");
        assertThat(shell.execute("module M7 disk free")).contains("free");
        assertThatThrownBy(() -> shell.execute("fault moon down"))
                .hasMessageContaining("the faults are");
        assertThat(shell.execute("vmc M7 detach")).contains("\"ok\":true");
        assertThat(shell.execute("vmc M7 attach")).contains("\"ok\":true");

        shell.execute("vmc M7 jam");
        assertThat(shell.execute("clock +60")).contains("ahead");
        assertThat(shell.execute("units")).contains("{");
    }

    @Test
    void aMistypedLineSaysWhatWasExpected(World world) {
        var shell = new LabShell(world);

        assertThatThrownBy(() -> shell.execute("fone P tap M7"))
                .isInstanceOf(LabFailure.class)
                .hasMessageContaining("no such command");
        assertThatThrownBy(() -> shell.execute("phone Z tap M7"))
                .hasMessageContaining("no phone Z");
        assertThatThrownBy(() -> shell.execute("clock 301")).hasMessageContaining("clock +301");
        assertThatThrownBy(() -> shell.execute("balance")).hasMessageContaining("a phone's name");
    }
}
