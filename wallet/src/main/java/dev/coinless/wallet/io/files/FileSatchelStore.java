package dev.coinless.wallet.io.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.sync.BundleAssembly;
import dev.coinless.model.sync.BundleId;
import dev.coinless.wallet.courier.Parcel;
import dev.coinless.wallet.courier.Satchel;
import dev.coinless.wallet.courier.SatchelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The satchel in a folder, one file a parcel; a file's time says when the parcel was touched.
public final class FileSatchelStore implements SatchelStore {
    private static final String SUFFIX = ".parcel";
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;

    private FileSatchelStore(Path folder) {
        this.folder = folder;
    }

    /// Opens a folder, making it if need be; for one process at a time.
    public static FileSatchelStore open(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(folder, DurableFile.OWNER_FOLDER);
        }
        DurableFile.deleteUnfinished(folder, "");
        return new FileSatchelStore(folder);
    }

    private record Touched(Parcel parcel, long at) {}

    @Override
    public Satchel load() throws IOException {
        var found = new ArrayList<Touched>();
        for (var file : files()) {
            var parcel = read(file);
            if (parcel.isPresent()) {
                found.add(new Touched(parcel.get(), Files.getLastModifiedTime(file).toMillis()));
            } else {
                Files.deleteIfExists(file);
            }
        }
        found.sort(Comparator.comparingLong(Touched::at));
        var newest = found.subList(Math.max(0, found.size() - Satchel.MAX_MODULES), found.size());
        return new Satchel(newest.stream().map(Touched::parcel).toList());
    }

    private List<Path> files() throws IOException {
        try (var all = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            var files = new ArrayList<Path>();
            all.forEach(files::add);
            return files;
        }
    }

    private static Optional<Parcel> read(Path file) throws IOException {
        var content = DurableFile.content(Bytes.of(Files.readAllBytes(file)));
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parcel(JSON.readTree(content.get().toArray())));
        } catch (IllegalArgumentException | IOException notAParcel) {
            return Optional.empty();
        }
    }

    private static Parcel parcel(JsonNode json) {
        var received = bytes(json, "received");
        var pulling =
                received.isEmpty()
                        ? new BundleAssembly.Empty()
                        : new BundleAssembly.Partial(
                                new BundleId(Bytes.fromHex(json.path("bundle").asText())),
                                json.path("total").asInt(),
                                received.get());
        return new Parcel(
                ModuleId.fromHex(json.path("module").asText()),
                pulling,
                bytes(json, "up"),
                bytes(json, "down"),
                json.path("pushed").asInt());
    }

    private static Optional<Bytes> bytes(JsonNode json, String name) {
        return json.has(name)
                ? Optional.of(Bytes.fromBase64Url(json.path(name).asText()))
                : Optional.empty();
    }

    @Override
    public void save(Parcel parcel) throws IOException {
        var json =
                JSON.createObjectNode()
                        .put("module", parcel.module().toString())
                        .put("pushed", parcel.pushed());
        if (parcel.pulling() instanceof BundleAssembly.Partial(var bundle, int total, var bytes)) {
            json.put("bundle", bundle.toString())
                    .put("total", total)
                    .put("received", bytes.base64Url());
        }
        parcel.up().ifPresent(each -> json.put("up", each.base64Url()));
        parcel.down().ifPresent(each -> json.put("down", each.base64Url()));
        DurableFile.replace(folder, parcel.module() + SUFFIX, json.toString());
    }

    @Override
    public void drop(ModuleId module) throws IOException {
        Files.deleteIfExists(folder.resolve(module + SUFFIX));
    }
}
