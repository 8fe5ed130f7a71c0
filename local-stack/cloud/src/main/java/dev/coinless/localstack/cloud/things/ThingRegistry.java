package dev.coinless.localstack.cloud.things;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.localstack.cloud.Json;
import dev.coinless.localstack.cloud.Payload;
import dev.coinless.localstack.cloud.template.Arns;
import dev.coinless.localstack.cloud.template.PolicySpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;

/// Things, certificates and policies, in the one file that the broker reads: `registry.json`. A
/// cloud that starts again goes on with what is in it; policies are the template's, always.
///
/// Safe for use by any thread. What is not there is a [NoSuchElementException], what is wrong an
/// [IllegalArgumentException].
public final class ThingRegistry {

    private static final String FILE = "registry.json";
    private static final String THINGS = "things";
    private static final String POLICIES = "policies";
    private static final String CERTIFICATES = "certificates";
    private static final String STATUS = "status";

    private final Path file;
    private final LocalAuthority authority;
    private final ObjectNode registry;

    private ThingRegistry(Path file, LocalAuthority authority, ObjectNode registry) {
        this.file = file;
        this.authority = authority;
        this.registry = registry;
    }

    /// A certificate that was made.
    public record Issued(String id, String arn, String pem) {}

    /// Opens the registry of a folder in which the broker has made its certificate authority.
    ///
    /// @param clock the machine's own: TLS compares certificates with that one
    public static ThingRegistry open(Path folder, List<PolicySpec> policies, InstantSource clock)
            throws IOException {
        var file = folder.resolve(FILE);
        var authority = LocalAuthority.in(folder, clock);
        var known =
                Files.exists(file)
                        ? Json.readOrMissing(Payload.of(Files.readAllBytes(file)))
                        : Json.object();
        var registry = known instanceof ObjectNode object ? object : Json.object();
        var documents = registry.putObject(POLICIES);
        policies.forEach(policy -> documents.set(policy.name(), policy.document()));
        registry.withArray("/" + THINGS);
        registry.withObject("/" + CERTIFICATES);
        var opened = new ThingRegistry(file, authority, registry);
        opened.save();
        return opened;
    }

    public synchronized Issued certify(String request, boolean active) {
        var certificate = authority.sign(request);
        try {
            var id =
                    HexFormat.of()
                            .formatHex(
                                    MessageDigest.getInstance("SHA-256")
                                            .digest(certificate.getEncoded()));
            var entry = certificates().putObject(id).put(STATUS, statusOf(active));
            entry.putArray(THINGS);
            entry.putArray(POLICIES);
            save();
            return new Issued(id, Arns.certificate(id), LocalAuthority.pem(certificate));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate has an encoding and a hash", e);
        }
    }

    public synchronized void setActive(String certificate, boolean active) {
        entry(certificate).put(STATUS, statusOf(active));
        save();
    }

    /// Makes a thing; one that is there stays as it is.
    public synchronized void addThing(String name) {
        add(registry.withArray("/" + THINGS), name);
        save();
    }

    public synchronized void attachPolicy(String policy, String certificateArn) {
        if (!registry.path(POLICIES).has(policy)) {
            throw new NoSuchElementException("there is no policy " + policy);
        }
        add(entryOf(certificateArn).withArray("/" + POLICIES), policy);
        save();
    }

    public synchronized void attach(String thing, String certificateArn) {
        requireThing(thing);
        add(entryOf(certificateArn).withArray("/" + THINGS), thing);
        save();
    }

    public synchronized void detach(String thing, String certificateArn) {
        requireThing(thing);
        var entry = entryOf(certificateArn);
        var rest = texts(entry.path(THINGS)).stream().filter(it -> !it.equals(thing)).toList();
        rest.forEach(entry.putArray(THINGS)::add);
        save();
    }

    /// The ARNs of the certificates that a thing has.
    public synchronized List<String> principals(String thing) {
        requireThing(thing);
        return certificates().properties().stream()
                .filter(it -> texts(it.getValue().path(THINGS)).contains(thing))
                .map(it -> Arns.certificate(it.getKey()))
                .toList();
    }

    private void requireThing(String thing) {
        if (!texts(registry.path(THINGS)).contains(thing)) {
            throw new NoSuchElementException("there is no thing " + thing);
        }
    }

    private ObjectNode entryOf(String certificateArn) {
        return entry(certificateArn.substring(certificateArn.lastIndexOf('/') + 1));
    }

    private ObjectNode entry(String id) {
        if (certificates().get(id) instanceof ObjectNode entry) {
            return entry;
        }
        throw new NoSuchElementException("there is no certificate " + id);
    }

    private ObjectNode certificates() {
        return registry.withObject("/" + CERTIFICATES);
    }

    private static void add(ArrayNode array, String text) {
        if (!texts(array).contains(text)) {
            array.add(text);
        }
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static String statusOf(boolean active) {
        return active ? "ACTIVE" : "INACTIVE";
    }

    /// The broker must never read half of it.
    private void save() {
        var fresh = file.resolveSibling(FILE + ".new");
        try {
            Files.write(fresh, Json.bytes(registry));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
