package dev.coinless.localstack.cloud.lambda;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// AWS's runtime interface client, as jars on this program's own class path.
public final class RuntimeClient {

    private static final List<String> JARS =
            List.of(
                    "aws-lambda-java-runtime-interface-client-",
                    "aws-lambda-java-core-",
                    "aws-lambda-java-serialization-",
                    "utils-lite-");

    /// The client's own system property.
    private static final String NATIVE_LIBRARY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private static final Map<String, String> MUSL_NAMES =
            Map.of("x86_64", "x86_64", "aarch_64", "aarch64");

    private RuntimeClient() {}

    /// The class path entries to add to a function's.
    ///
    /// @throws IllegalStateException when the client is not on the class path
    public static String classPath() {
        var entries =
                Arrays.stream(
                                System.getProperty("java.class.path", "")
                                        .split(Pattern.quote(File.pathSeparator), -1))
                        .filter(RuntimeClient::isClientJar)
                        .collect(Collectors.joining(File.pathSeparator));
        if (!entries.contains(JARS.getFirst())) {
            throw new IllegalStateException(JARS.getFirst() + "*.jar is not on the class path");
        }
        return entries;
    }

    /// Unpacks the client's native library into a folder and returns the JVM option that names it.
    ///
    /// By itself each process unpacks it to one fixed file in /tmp, over the one that others have
    /// mapped, which then die of SIGBUS.
    public static String unpackNativeLibrary(Path folder) throws IOException {
        Files.createDirectories(folder);
        var name = "libaws-lambda-jni." + platform() + ".so";
        try (var in = ClassLoader.getSystemResourceAsStream("jni/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the runtime client has no " + name);
            }
            var file = folder.resolve(name);
            var part = Files.createTempFile(folder, name, ".part");
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return "-D" + NATIVE_LIBRARY + "=" + file;
        }
    }

    private static String platform() {
        var machine = System.getProperty("os.arch", "").equals("aarch64") ? "aarch_64" : "x86_64";
        boolean musl = Files.exists(Path.of("/lib/ld-musl-" + MUSL_NAMES.get(machine) + ".so.1"));
        return (musl ? "linux_musl-" : "linux-") + machine;
    }

    private static boolean isClientJar(String entry) {
        var name = new File(entry).getName();
        return JARS.stream().anyMatch(name::startsWith);
    }
}
