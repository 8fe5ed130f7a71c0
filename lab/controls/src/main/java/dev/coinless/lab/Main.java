package dev.coinless.lab;

import dev.coinless.lab.cloud.LocalCloud;
import dev.coinless.lab.demo.Demo;
import dev.coinless.lab.home.Home;
import dev.coinless.lab.process.LabFailure;
import dev.coinless.lab.prove.OfflineMonth;
import dev.coinless.lab.shell.LabShell;
import dev.coinless.lab.world.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.List;

/// `demo [--stay] [--http-port N]`: the whole system as processes, one purchase, and with `--stay`
/// the lab's shell.
public final class Main {

    private static final int EXIT_FAILED = 1;
    private static final int EXIT_USAGE = 2;
    private static final int OFFLINE_SALES = 10_000;

    private Main() {}

    public static void main(String[] arguments) {
        try {
            System.exit(run(List.of(arguments)));
        } catch (LabFailure e) {
            System.err.println(e.getMessage());
            System.exit(EXIT_FAILED);
        }
    }

    private static int run(List<String> arguments) {
        return switch (arguments.isEmpty() ? "" : arguments.getFirst()) {
            case "demo" -> demo(arguments);
            case "prove" -> prove(arguments);
            default -> {
                System.err.println(
                        "usage: demo [--stay] [--http-port N] | prove offline-30-days [SALES]");
                yield EXIT_USAGE;
            }
        };
    }

    /// Ten thousand receipts of a module that nobody visited for a month.
    private static int prove(List<String> arguments) {
        int sales = arguments.size() > 2 ? number(arguments.get(2), "SALES") : OFFLINE_SALES;
        var home = Home.find();
        try (var run = home.newRun();
                var cloud = LocalCloud.start(home, run, 0, OfflineMonth.PARAMETERS);
                var world = World.open(home, cloud)) {
            var result = new OfflineMonth(home, cloud, world, System.out::println).run(sales);
            boolean holds = result.holds();
            System.out.println(holds ? "every one settled once" : "NOT settled: " + result);
            return holds ? 0 : EXIT_FAILED;
        }
    }

    private static int demo(List<String> arguments) {
        var home = Home.find();
        var run = home.newRun();
        var scene = new Scene(run);
        Runtime.getRuntime().addShutdownHook(new Thread(scene::close, "lab-cleanup"));
        System.out.println("Starting the cloud, the air, the machine and the phone ...");
        var world = scene.open(home, port(arguments));
        var demo = new Demo(world, System.out);
        demo.run();
        if (arguments.contains("--stay")) {
            stay(world);
        }
        return 0;
    }

    private static void stay(World world) {
        var shell = new LabShell(world);
        System.out.println(
                "\nEverything keeps running. The controls (quit to end):\n" + LabShell.HELP);
        var input = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        try {
            for (var line = prompt(input); line != null; line = prompt(input)) {
                if (line.strip().equals("quit")) {
                    return;
                }
                if (!line.isBlank()) {
                    answer(shell, line);
                }
            }
        } catch (IOException e) {
            throw new LabFailure("cannot read commands", e);
        }
    }

    private static String prompt(BufferedReader input) throws IOException {
        System.out.print("lab> ");
        System.out.flush();
        return input.readLine();
    }

    private static void answer(LabShell shell, String line) {
        try {
            System.out.println(shell.execute(line));
        } catch (LabFailure e) {
            System.out.println(e.getMessage());
        }
    }

    private static int port(List<String> arguments) {
        int at = arguments.indexOf("--http-port");
        if (at < 0) {
            return 0;
        }
        return number(at + 1 < arguments.size() ? arguments.get(at + 1) : "", "--http-port");
    }

    private static int number(String text, String what) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new LabFailure(what + " needs a number", e);
        }
    }
}
