package dev.coinless.lab.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How to start one program: its class path, main class, arguments and environment.
///
/// @param name for its log file and in messages
/// @param wrapper a command that runs the rest of the line, empty for none
public record JavaProgram(
        String name,
        String classPath,
        String mainClass,
        List<String> arguments,
        Map<String, String> environment,
        List<String> wrapper) {

    /// Small and quick to start: these processes live for one test or one demo.
    private static final List<String> FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+AutoCreateSharedArchive",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    public JavaProgram {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        wrapper = List.copyOf(wrapper);
    }

    public JavaProgram(String name, String classPath, String mainClass, List<String> arguments) {
        this(name, classPath, mainClass, arguments, Map.of(), List.of());
    }

    public JavaProgram with(Map<String, String> moreEnvironment) {
        return new JavaProgram(name, classPath, mainClass, arguments, moreEnvironment, wrapper);
    }

    public JavaProgram inside(List<String> newWrapper) {
        return new JavaProgram(name, classPath, mainClass, arguments, environment, newWrapper);
    }

    /// The command line.
    ///
    /// @param archives folder for class data archives, which make the second start faster
    /// @param temporary folder for what libraries unpack, so that a killed process leaves nothing
    List<String> command(Path archives, Path temporary) {
        var command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.add("-XX:SharedArchiveFile=" + archives.resolve(mainClass + ".jsa"));
        command.add("-Xlog:cds=off");
        command.add("-Xlog:cds*=off");
        command.add("-Xlog:aot*=off");
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add("-cp");
        command.add(classPath);
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }
}
