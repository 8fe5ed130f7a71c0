package dev.coinless.lab.demo;

import java.io.PrintStream;

/// Prints the stages with the time at which each was seen, from the story's beginning.
final class Story {

    private static final double NANOS_PER_MILLI = 1e6;

    private final PrintStream out;
    private final long start = System.nanoTime();
    private int stage;

    Story(PrintStream out) {
        this.out = out;
    }

    void tell(String name, String what) {
        stage++;
        out.printf(
                "  %d %-10s %8.1f ms  %s%n",
                stage, name, (System.nanoTime() - start) / NANOS_PER_MILLI, what);
    }
}
