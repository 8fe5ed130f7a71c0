package dev.coinless.localstack.cloud.lambda;

import java.io.File;
import java.util.Arrays;
import java.util.List;
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

    private static boolean isClientJar(String entry) {
        var name = new File(entry).getName();
        return JARS.stream().anyMatch(name::startsWith);
    }
}
