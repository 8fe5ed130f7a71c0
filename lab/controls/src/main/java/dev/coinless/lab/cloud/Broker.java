package dev.coinless.lab.cloud;

import dev.coinless.lab.process.ChildProcess;
import dev.coinless.lab.process.JavaProgram;
import dev.coinless.lab.process.RunFolder;

/// The MQTT broker's process, which can die and be started again on its port.
final class Broker implements AutoCloseable {

    private final JavaProgram program;
    private final RunFolder run;
    private ChildProcess process;

    Broker(JavaProgram program, RunFolder run) {
        this.program = program;
        this.run = run;
        this.process = ChildProcess.start(program, run);
    }

    void awaitReady() {
        process.awaitReady();
    }

    synchronized void kill() {
        process.kill();
    }

    synchronized void start() {
        if (!process.isAlive()) {
            process = ChildProcess.start(program, run);
            process.awaitReady();
        }
    }

    @Override
    public synchronized void close() {
        process.close();
    }
}
