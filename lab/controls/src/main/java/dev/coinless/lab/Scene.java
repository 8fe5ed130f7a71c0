package dev.coinless.lab;

import dev.coinless.lab.cloud.LocalCloud;
import dev.coinless.lab.home.Home;
import dev.coinless.lab.process.RunFolder;
import dev.coinless.lab.world.World;
import java.util.ArrayDeque;
import java.util.Deque;

/// What has been started and must end, whatever happens; the last first.
final class Scene implements AutoCloseable {

    private final RunFolder run;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    Scene(RunFolder run) {
        this.run = run;
        open.push(run);
    }

    World open(Home home, int httpPort) {
        var cloud = LocalCloud.start(home, run, httpPort);
        opened(cloud);
        var world = World.open(home, cloud);
        opened(world);
        return world;
    }

    private synchronized void opened(AutoCloseable started) {
        open.push(started);
    }

    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            var next = open.pop();
            try {
                next.close();
            } catch (Exception e) {
                System.err.println("could not end cleanly: " + e.getMessage());
            }
        }
    }
}
