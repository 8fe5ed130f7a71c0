package dev.coinless.proof.crash;

import dev.coinless.model.advertise.LegacyAdvertising;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.radio.Reassembly;
import dev.coinless.model.wire.Malformed;
import dev.coinless.simulators.air.link.AirMessage;
import dev.coinless.simulators.air.link.AirMessageCodec;
import dev.coinless.simulators.air.link.Characteristic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what strace saw of the agent (`-f -yy -xx`): the journal's writes and syncs, and what left
/// by radio and line.
///
/// Writes and words count from when their call began, a sync from when it returned: so a word that
/// left before the sync it relies on returned is found.
final class Trace {

    /// The calls that are asked for.
    static final String CALLS =
            "pwrite64,write,writev,sendto,fsync,fdatasync,ftruncate,unlink,unlinkat";

    private static final Pattern CALL =
            Pattern.compile("^(\\d+)\\s+([a-z0-9]+)\\((?:(\\d+)<([^>]*(?:->[^>]*)?)>)?(.*)$");
    private static final Pattern RESUMED =
            Pattern.compile("^(\\d+)\\s+<\\.\\.\\. ([a-z0-9]+) resumed>(.*)$");
    private static final Pattern DATA = Pattern.compile("\"((?:\\\\x[0-9a-f]{2})*)\"(\\.\\.\\.)?");
    private static final Pattern PLACE = Pattern.compile(", (\\d+)\\)?\\s*(?:=|<unfinished|$)");
    private static final Pattern ESCAPED = Pattern.compile("\\\\x([0-9a-f]{2})");
    private static final Pattern RESULT = Pattern.compile("= (-?\\d+)");

    private final List<Step> steps = new ArrayList<>();
    private final Map<String, String> unfinished = new HashMap<>();
    private final StringBuilder radio = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private Reassembly reassembly = new Reassembly.Idle();

    private Trace() {}

    /// The steps of a trace.
    ///
    /// @param words what the phone saw of verdicts, receipts and acknowledgements, in order: the
    ///   trace says when they left
    static List<Step> read(Path file, List<Word> words) {
        var trace = new Trace();
        try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            lines.forEach(trace::take);
        } catch (IOException e) {
            throw new Failure("cannot read the trace " + file, e);
        }
        return trace.with(words);
    }

    private void take(String text) {
        var resumed = RESUMED.matcher(text);
        if (resumed.matches()) {
            var path = unfinished.remove(resumed.group(1) + resumed.group(2));
            if (path != null) {
                returned(resumed.group(2), path, resumed.group(3));
            }
            return;
        }
        var call = CALL.matcher(text);
        if (!call.matches()) {
            return;
        }
        var name = call.group(2);
        var path = Optional.ofNullable(call.group(4)).map(Trace::readable).orElse("");
        begun(name, path, call.group(5));
        if (text.endsWith("<unfinished ...>")) {
            unfinished.put(call.group(1) + name, path);
        } else {
            returned(name, path, call.group(5));
        }
    }

    private void begun(String name, String path, String rest) {
        var file = journalFile(path);
        switch (name) {
            case "pwrite64" -> file.ifPresent(it -> steps.add(write(it, rest)));
            case "ftruncate" ->
                    file.ifPresent(it -> steps.add(new Step.Truncate(it, last(PLACE, rest))));
            case "unlink", "unlinkat" ->
                    named(rest)
                            .filter(_ -> !rest.contains("= -1"))
                            .ifPresent(it -> steps.add(new Step.Delete(it)));
            case "write", "writev", "sendto" -> said(path, rest);
            default -> {}
        }
    }

    private void returned(String name, String path, String rest) {
        if ((name.equals("fsync") || name.equals("fdatasync")) && rest.contains("= 0")) {
            journalFile(path).ifPresent(file -> steps.add(new Step.Synced(file)));
        }
        if (name.equals("pwrite64") && journalFile(path).isPresent()) {
            var result = RESULT.matcher(rest);
            if (!result.find() || Long.parseLong(result.group(1)) < 0) {
                throw new Failure("a write of the journal failed while it was recorded: " + rest);
            }
        }
    }

    private static Optional<String> journalFile(String path) {
        int at = path.indexOf("/" + Site.JOURNAL);
        var suffix = at < 0 ? "?" : path.substring(at + 1 + Site.JOURNAL.length());
        return suffix.isEmpty() || suffix.equals("-wal") ? Optional.of(suffix) : Optional.empty();
    }

    private static Optional<String> named(String rest) {
        var data = DATA.matcher(rest);
        return data.find()
                ? journalFile(new String(bytes(data), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private static Step.Write write(String file, String rest) {
        var data = DATA.matcher(rest);
        if (!data.find() || data.group(2) != null) {
            throw new Failure("a write was not recorded in full");
        }
        return new Step.Write(file, last(PLACE, rest), Bytes.of(bytes(data)));
    }

    private static long last(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        if (!found.find()) {
            throw new Failure(
                    "not as strace writes it: " + text.substring(0, Math.min(80, text.length())));
        }
        return Long.parseLong(found.group(1));
    }

    /// A path with its bytes in hexadecimal, and what is behind it in `<>`.
    private static String readable(String path) {
        return ESCAPED.matcher(path)
                .replaceAll(each ->
                        Matcher.quoteReplacement("" + (char) Integer.parseInt(each.group(1), 16)));
    }

    private static byte[] bytes(Matcher data) {
        return HexFormat.of().parseHex(data.group(1).replace("\\x", ""));
    }

    private void said(String path, String rest) {
        boolean toRadio = path.startsWith("UNIX");
        boolean toLine = path.startsWith("/dev/pts/");
        if (!toRadio && !toLine) {
            return;
        }
        var data = DATA.matcher(rest);
        var to = toRadio ? radio : line;
        while (data.find()) {
            to.append(new String(bytes(data), StandardCharsets.ISO_8859_1));
        }
        for (int end = to.indexOf("\n"); end >= 0; end = to.indexOf("\n")) {
            var text = to.substring(0, end);
            to.delete(0, end + 1);
            if (toRadio) {
                radioLine(text);
            } else if (text.startsWith("C,VEND,")) {
                steps.add(new Step.Said(new Word.Approved()));
            }
        }
    }

    private void radioLine(String text) {
        try {
            switch (AirMessageCodec.decode(text)) {
                case AirMessage.Advertise(_, var response) -> {
                    var advertised =
                            LegacyAdvertising.decode(
                                    LegacyAdvertising.DEVELOPMENT_COMPANY, Bytes.fromHex(response));
                    advertised.ifPresent(it ->
                            steps.add(
                                    new Step.Said(
                                            new Word.Broadcast(it.code().counter().value()))));
                }
                case AirMessage.Notify(_, var characteristic, var value)
                        when characteristic == Characteristic.OUT -> {
                    var step = Reassembly.step(reassembly, Bytes.fromHex(value));
                    reassembly = step.next();
                    if (step.outcome() instanceof Reassembly.Outcome.Complete(var message)) {
                        message(message);
                    }
                }
                default -> {}
            }
        } catch (IOException | Malformed e) {
            throw new Failure("what left by radio cannot be read: " + text, e);
        }
    }

    /// A placeholder until [#with] knows what it was about: the n-th such word.
    private void message(Message message) throws Malformed {
        boolean counts =
                message.kind() == MessageKind.RECEIPT
                        || (message.kind() == MessageKind.VERDICT
                                && Verdict.decode(message.body()).equals(new Verdict.Accepted()));
        if (counts) {
            steps.add(new Step.Said(new Word.GaveReceipt(Bytes.EMPTY)));
        }
    }

    private List<Step> with(List<Word> words) {
        var known = words.stream().filter(word -> !(word instanceof Word.Broadcast)).iterator();
        var complete = new ArrayList<Step>();
        for (var step : steps) {
            boolean placeholder =
                    step instanceof Step.Said(Word.GaveReceipt(var receipt))
                            && receipt.length() == 0;
            if (!placeholder) {
                complete.add(step);
            } else if (known.hasNext()) {
                complete.add(new Step.Said(known.next()));
            } else {
                throw new Failure("more left by radio than the phone saw");
            }
        }
        if (known.hasNext()) {
            throw new Failure("the phone saw more than the trace has: " + known.next());
        }
        return complete;
    }
}
