package dev.coinless.provisioning;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.export.BrokenExport;
import dev.coinless.model.export.ExportSummary;
import dev.coinless.model.export.ExportVerifier;
import dev.coinless.model.id.Thumbprint;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.provisioning.Commands.Result;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/// The commands about exports that need no deployment.
final class ExportCommands {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ExportCommands() {}

    /// Verifies an export with nothing but the file and the roots that one trusts.
    static Result verify(Arguments arguments) throws Problem {
        arguments.only("export", "root", "key-dir");
        var file = Path.of(arguments.require("export"));
        var roots = roots(arguments);
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            return whole(file, verify(in, new ExportVerifier(roots)));
        } catch (BrokenExport broken) {
            var json = JSON.createObjectNode();
            json.put("ok", false);
            json.put("line", broken.line());
            json.put("place", broken.place());
            json.put("broken", broken.getMessage());
            return new Result("the export is broken: " + broken.getMessage(), json, false);
        } catch (IOException e) {
            throw new Problem("cannot read %s: %s".formatted(file, e), e);
        }
    }

    private static ExportSummary verify(InputStream in, ExportVerifier verifier)
            throws IOException, BrokenExport {
        var line = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                verifier.take(line.toString());
                line.setLength(0);
            } else {
                line.append((char) next);
                if (line.length() > ExportVerifier.MAX_LINE) {
                    verifier.take(line.toString());
                }
            }
        }
        if (!line.isEmpty()) {
            // What is cut off must not pass for a line.
            verifier.take(line.append('\n').toString());
        }
        return verifier.finish();
    }

    private static Result whole(Path file, ExportSummary found) {
        var json = JSON.createObjectNode();
        json.put("ok", true);
        json.put("entries", found.entries());
        json.put("accounts", found.accounts());
        json.put("receipts", found.receipts());
        json.put("blocks", found.blocks());
        json.put("headers", found.headers());
        var newest = newest(found, json);
        return new Result(
                "%s is whole: %d entries of %d accounts, %d receipts, %d blocks in %d lanes, %d headers%s"
                        .formatted(
                                file,
                                found.entries(),
                                found.accounts(),
                                found.receipts(),
                                found.blocks(),
                                found.lanes(),
                                found.headers(),
                                newest),
                json);
    }

    private static String newest(ExportSummary found, ObjectNode json) {
        if (found.newest().isEmpty()) {
            return "";
        }
        var header = found.newest().get();
        json.put("newestHeader", header.number());
        json.put("newestHash", header.hash().hex());
        return "\nnewest header: number %d of %s, hash %s; compare it with one that somebody has kept"
                .formatted(header.number(), header.header().at(), header.hash().hex());
    }

    /// The roots that are named on the command line; none if none is.
    static Set<Thumbprint> rootsIfAny(Arguments arguments) throws Problem {
        return arguments.has("root") || arguments.has("key-dir") ? roots(arguments) : Set.of();
    }

    private static Set<Thumbprint> roots(Arguments arguments) throws Problem {
        var roots = new HashSet<Thumbprint>();
        for (var root : arguments.all("root")) {
            try {
                roots.add(new Thumbprint(Bytes.fromHex(root)));
            } catch (IllegalArgumentException e) {
                throw new Problem("--root is the 64 hexadecimal digits of a root's thumbprint", e);
            }
        }
        for (var directory : arguments.all("key-dir")) {
            roots.add(rootOf(Path.of(directory)));
        }
        if (roots.isEmpty()) {
            throw new Problem(
                    "--root THUMBPRINT is missing: an export is worth as much as the root that you"
                            + " trust; 'init' printed it, --key-dir DIR reads it");
        }
        return roots;
    }

    /// The thumbprint of the root whose key file is here.
    static Thumbprint rootOf(Path directory) throws Problem {
        var file = directory.resolve("root.key");
        try {
            var seed = Bytes.fromHex(Files.readString(file).strip());
            Ed25519PublicKey root = new Ed25519PrivateKey(seed).publicKey();
            return root.thumbprint();
        } catch (IOException | IllegalArgumentException e) {
            throw new Problem("cannot read a root's key from %s".formatted(file), e);
        }
    }
}
