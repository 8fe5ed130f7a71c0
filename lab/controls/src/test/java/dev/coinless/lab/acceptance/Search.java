package dev.coinless.lab.acceptance;

import dev.coinless.lab.world.Phone;
import dev.coinless.model.bytes.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Looks for bytes in whatever a phone has: as they are, in hexadecimal, and in base64 at each of
/// its three alignments.
final class Search {

    private static final int DUMP_SECONDS = 60;

    /// Everything as ISO 8859-1, where each byte is one character.
    private final List<String> places;

    private Search(List<String> places) {
        this.places = places;
    }

    boolean has(Bytes bytes) {
        return forms(bytes).stream()
                .anyMatch(form -> places.stream().anyMatch(place -> place.contains(form)));
    }

    /// Every file of the phone's folder, but the capture of its own wire.
    static Search filesOf(Phone phone) {
        try (var files = Files.walk(phone.folder().resolve("state"))) {
            var places = new ArrayList<String>();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                places.add(read(file));
            }
            return new Search(places);
        } catch (IOException e) {
            throw new AssertionError("cannot read the files of phone " + phone.name(), e);
        }
    }

    /// The heap of the phone's process, live objects and garbage.
    static Search heapOf(Phone phone) {
        var dump = phone.folder().resolve("heap.hprof");
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        var pid = Long.toString(phone.process().pid());
        try {
            Files.deleteIfExists(dump);
            var process =
                    new ProcessBuilder(
                                    jcmd.toString(),
                                    pid,
                                    "GC.heap_dump",
                                    "-all=true",
                                    dump.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!process.waitFor(DUMP_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError("no heap dump of phone " + phone.name());
            }
            return new Search(List.of(read(dump)));
        } catch (IOException e) {
            throw new AssertionError("no heap dump of phone " + phone.name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /// What the phone said and heard by radio, message by message, and over HTTP.
    static Search wiresOf(Phone phone) {
        var places = new ArrayList<String>();
        var toModule = new StringBuilder();
        var toPhone = new StringBuilder();
        for (var frame : phone.bleWire()) {
            var value = frame.path("value").asText();
            places.add(value);
            boolean isData = frame.path("characteristic").asText().matches("(?i)in|out");
            if (isData && value.length() > 2) {
                // Without its header, so that what is cut over frames is found too.
                var chunk = value.substring(2);
                (frame.path("direction").asText().equals("to-module") ? toModule : toPhone)
                        .append(chunk);
            }
        }
        places.add(toModule.toString());
        places.add(toPhone.toString());
        phone.httpWire().forEach(each -> places.add(each.toString()));
        return new Search(places);
    }

    private static List<String> forms(Bytes bytes) {
        var forms = new ArrayList<String>();
        forms.add(latin(bytes.toArray()));
        forms.add(bytes.hex());
        for (int shift = 0; shift < 3; shift++) {
            var shifted = new byte[bytes.length() + shift];
            System.arraycopy(bytes.toArray(), 0, shifted, shift, bytes.length());
            var text = Base64.getUrlEncoder().withoutPadding().encodeToString(shifted);
            // The first and last characters have bits of their neighbours in them.
            forms.add(text.substring(shift == 0 ? 0 : shift + 1, text.length() - 1));
        }
        return forms;
    }

    private static String read(Path file) throws IOException {
        return latin(Files.readAllBytes(file));
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
