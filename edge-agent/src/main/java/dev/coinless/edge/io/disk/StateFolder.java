package dev.coinless.edge.io.disk;

import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.enrol.ModuleKeys;
import dev.coinless.edge.enrol.NetworkIdentity;
import dev.coinless.edge.enrol.NetworkKey;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.enrol.Enrolment;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.seal.SealPrivateKey;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.model.wire.Malformed;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringReader;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The folder with a module's keys, its enrolment and its journals. Files with private keys are
/// readable by their owner only; each file is replaced as a whole or not at all.
public final class StateFolder {

    private static final String PREPARED = "prepared.properties";
    private static final String IDENTITY = "identity.properties";
    private static final String NETWORK = "network";
    private static final String LOCK = "running.lock";

    private final Path folder;

    public StateFolder(Path folder) {
        this.folder = folder;
    }

    public Path folder() {
        return folder;
    }

    /// The journal of one generation; a new generation starts a new one.
    public Path journal(Generation generation) {
        return folder.resolve("journal-%s.db".formatted(generation));
    }

    /// Holds the folder for one running program, until it is closed or the program is gone: two
    /// would broadcast the same codes and write over each other's receipts.
    ///
    /// @throws IOException if another program runs this module
    public Closeable lock() throws IOException {
        var channel =
                FileChannel.open(
                        folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException heldByThisProgram) {
            // Reported like another program's.
        }
        channel.close();
        throw new IOException(
                "another program runs the module in %s already: stop that one first"
                        .formatted(folder));
    }

    /// Keys that wait for their enrolment.
    public Optional<ModuleKeys> prepared() throws IOException, Malformed {
        var file = folder.resolve(PREPARED);
        return Files.exists(file) ? Optional.of(keys(file, read(file))) : Optional.empty();
    }

    public void prepare(ModuleKeys keys) throws IOException {
        Files.createDirectories(folder);
        write(folder.resolve(PREPARED), values(keys));
    }

    /// Makes the module what the enrolment says; the keys it was made for are no longer waiting.
    public void enrol(ModuleKeys keys, Enrolment enrolment) throws IOException {
        var values = values(keys);
        values.put("enrolment", enrolment.toText());
        write(folder.resolve(IDENTITY), values);
        Files.deleteIfExists(folder.resolve(PREPARED));
    }

    public Optional<ModuleIdentity> identity() throws IOException, Malformed {
        var file = folder.resolve(IDENTITY);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var values = read(file);
        return Optional.of(
                keys(file, values).accept(Enrolment.parse(require(file, values, "enrolment"))));
    }

    /// What the module connects to its network with; empty if it was enrolled without one.
    public Optional<NetworkIdentity> network() throws IOException, Malformed {
        var file = folder.resolve(IDENTITY);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var values = read(file);
        return keys(file, values).connect(Enrolment.parse(require(file, values, "enrolment")));
    }

    private static Map<String, String> values(ModuleKeys keys) {
        var values = new TreeMap<String, String>();
        values.put("module", keys.module().toString());
        values.put("environment", keys.environment().name());
        values.put("signing", keys.signing().seed().base64Url());
        values.put("sealing", keys.sealing().scalar().base64Url());
        keys.network().ifPresent(it -> values.put(NETWORK, it.key().scalar().base64Url()));
        return values;
    }

    private static ModuleKeys keys(Path file, Map<String, String> values) throws Malformed {
        try {
            return new ModuleKeys(
                    ModuleId.fromHex(require(file, values, "module")),
                    new Environment(require(file, values, "environment")),
                    new Ed25519PrivateKey(Bytes.fromBase64Url(require(file, values, "signing"))),
                    new SealPrivateKey(Bytes.fromBase64Url(require(file, values, "sealing"))),
                    Optional.ofNullable(values.get(NETWORK))
                            .map(it -> new Es256PrivateKey(Bytes.fromBase64Url(it)))
                            .map(NetworkKey::new));
        } catch (IllegalArgumentException e) {
            throw new Malformed(
                    "%s is damaged; restore it, or prepare and enrol the module again"
                            .formatted(file),
                    e);
        }
    }

    private static String require(Path file, Map<String, String> values, String name)
            throws Malformed {
        var value = values.get(name);
        if (value == null) {
            throw new Malformed(
                    "%s has no '%s'; restore it, or prepare and enrol the module again"
                            .formatted(file, name));
        }
        return value;
    }

    private static Map<String, String> read(Path file) throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(Files.readString(file)));
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    private static void write(Path file, Map<String, String> values) throws IOException {
        var text =
                values.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue() + "\n")
                        .collect(Collectors.joining());
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(
                fresh,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text, StandardCharsets.UTF_8, StandardOpenOption.DSYNC);
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("put the state folder on one file system: " + file, e);
        }
    }
}
