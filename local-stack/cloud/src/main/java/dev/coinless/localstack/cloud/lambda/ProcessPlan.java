package dev.coinless.localstack.cloud.lambda;

import dev.coinless.localstack.cloud.template.Arns;
import dev.coinless.localstack.cloud.template.FunctionSpec;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How function processes are started: the command line and the environment.
///
/// @param java the `java` program
/// @param classPath the functions' jars, and the runtime interface client's
/// @param nativeLibrary the JVM option of [RuntimeClient#unpackNativeLibrary]
/// @param archive JVM options that speed up the start
/// @param common variables for every function, the template's own come before them
/// @param logs where each function's output goes, one file per function
public record ProcessPlan(
        Path java,
        String classPath,
        String nativeLibrary,
        List<String> archive,
        Map<String, String> common,
        Path logs) {

    static final String RUNTIME_CLIENT =
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    /// Upper bound of a function's heap on this machine, in megabytes; several run side by side.
    private static final int MAX_HEAP_MEGABYTES = 256;

    private static final List<String> SMALL_AND_FAST =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED");

    /// The environment of the parent that a function process keeps; all else is the template's.
    private static final List<String> INHERITED = List.of("PATH", "HOME", "COINLESS_LAB_CLOCK");

    public ProcessPlan {
        archive = List.copyOf(archive);
        common = Map.copyOf(common);
    }

    /// The same plan with other options for a fast start.
    ProcessPlan with(List<String> options) {
        return new ProcessPlan(java, classPath, nativeLibrary, options, common, logs);
    }

    List<String> command(FunctionSpec function) {
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.addAll(SMALL_AND_FAST);
        command.addAll(archive);
        command.add(nativeLibrary);
        command.add("-XX:ErrorFile=" + logs.resolve(function.name() + "-crash-%p.log"));
        command.add("-Xmx" + Math.min(function.memoryMegabytes(), MAX_HEAP_MEGABYTES) + "m");
        command.add("-cp");
        command.add(classPath);
        command.add(RUNTIME_CLIENT);
        command.add(function.handler());
        return command;
    }

    Map<String, String> environment(FunctionSpec function, String runtimeApi) {
        var environment = new HashMap<String, String>();
        for (var name : INHERITED) {
            var value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        environment.putAll(function.environment());
        environment.putAll(common);
        environment.put("AWS_REGION", Arns.REGION);
        environment.put("AWS_DEFAULT_REGION", Arns.REGION);
        environment.put("AWS_ACCESS_KEY_ID", "local");
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        environment.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "" + function.memoryMegabytes());
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
        environment.put("LAMBDA_TASK_ROOT", System.getProperty("java.io.tmpdir", "/tmp"));
        environment.put("_HANDLER", function.handler());
        return environment;
    }

    File log(FunctionSpec function) {
        return logs.resolve(function.name() + ".log").toFile();
    }
}
