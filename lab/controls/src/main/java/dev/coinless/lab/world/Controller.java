package dev.coinless.lab.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.lab.process.ChildProcess;

/// The machine's side of a machine: the simulated controller that the module signals to.
public sealed interface Controller extends AutoCloseable permits Vmc, Laundry {

    /// The module's setting `machine` for this controller.
    String setting();

    /// How many signals of the payment module it has seen.
    long moduleSignals();

    /// Any command of the simulator that must work.
    JsonNode does(String command);

    ChildProcess process();

    @Override
    void close();
}
