package dev.coinless.lab.home;

import dev.coinless.lab.process.LabFailure;
import dev.coinless.lab.process.RunFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The checkout whose built programs the lab runs.
///
/// @param root the folder that holds template.yaml
public record Home(Path root) {

    private static final String MARK = "template.yaml";

    /// The programs, by the folder that builds them.
    public enum Part {
        FUNCTIONS("functions"),
        DYNAMODB("local-stack/dynamodb"),
        BROKER("local-stack/broker"),
        CLOUD("local-stack/cloud"),
        AIR("simulators/air"),
        VMC("simulators/vmc"),
        PINS("simulators/pins"),
        EDGE_AGENT("edge-agent"),
        WALLET("wallet"),
        PROVISIONING("infra/provisioning"),
        LAB_ADAPTERS("lab/adapters"),
        LAB_HISTORY("lab/history");

        private final String folder;

        Part(String folder) {
            this.folder = folder;
        }
    }

    /// Looks from the working folder upwards.
    public static Home find() {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(MARK))) {
                return new Home(at);
            }
        }
        throw new LabFailure("no " + MARK + " here or above: run this from inside the project");
    }

    public Path template() {
        return root.resolve(MARK);
    }

    /// A fresh folder for one run of this checkout's programs. What makes their next start faster
    /// is kept in the checkout, so that two checkouts do not spoil each other's.
    public RunFolder newRun() {
        return RunFolder.create(root.resolve(".coinless").resolve("archives"));
    }

    /// The class path of a built part: its jar, then what it needs at run time.
    ///
    /// @throws LabFailure if the part is not built
    public String classPath(Part part) {
        var target = root.resolve(part.folder).resolve("target");
        var needed = target.resolve("runtime.classpath");
        try (Stream<Path> jars = Files.list(target)) {
            var own =
                    jars.filter(Home::isMainJar)
                            .map(Path::toString)
                            .collect(Collectors.joining(File.pathSeparator));
            if (own.isEmpty()) {
                throw new LabFailure(notBuilt(part));
            }
            return Stream.of(own, Files.readString(needed).strip())
                    .filter(each -> !each.isEmpty())
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new LabFailure(notBuilt(part), e);
        }
    }

    /// The class paths of several parts in one.
    public String classPath(List<Part> parts) {
        return parts.stream().map(this::classPath).collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isMainJar(Path path) {
        var name = path.getFileName().toString();
        return name.endsWith(".jar")
                && !name.endsWith("-tests.jar")
                && !name.startsWith("original");
    }

    private static String notBuilt(Part part) {
        return part.folder + " is not built: run ./coinless build";
    }
}
