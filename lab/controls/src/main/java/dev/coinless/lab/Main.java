package dev.coinless.lab;

import dev.coinless.lab.demo.Demo;
import dev.coinless.lab.home.Home;
import dev.coinless.lab.process.LabFailure;
import dev.coinless.lab.process.RunFolder;
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
        if (arguments.isEmpty() || !arguments.getFirst().equals("demo")) {
            System.err.println("usage: demo [--stay] [--http-port N]");
            return EXIT_USAGE;
        }
        var run = RunFolder.create();
        var scene = new Scene(run);
        Runtime.getRuntime().addShutdownHook(new Thread(scene::close, "lab-cleanup"));
        System.out.println("Starting the cloud, the air, the machine and the phone ...");
        var world = scene.open(Home.find(), port(arguments));
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
        try {
            return Integer.parseInt(arguments.get(at + 1));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new LabFailure("--http-port needs a number", e);
        }
    }
}
