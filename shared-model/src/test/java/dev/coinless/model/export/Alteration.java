package dev.coinless.model.export;

import dev.coinless.model.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// One byte of an export changed, as it stands or by a forger who puts the checks right again.
///
/// @param offset of the byte in the file or, repaired, in the content of `line`
/// @param mask what it is xored with
record Alteration(boolean repaired, int line, int offset, int mask) {

    static Alteration ofFile(String text, RandomGenerator random) {
        return new Alteration(false, 0, random.nextInt(text.length()), 1 + random.nextInt(255));
    }

    static Alteration ofContent(String text, RandomGenerator random) {
        var lines = text.split("\n");
        int line = random.nextInt(lines.length);
        int length = Bytes.fromBase64Url(lines[line].split(" ")[1]).length();
        return new Alteration(true, line, random.nextInt(length), 1 << random.nextInt(8));
    }

    String applyTo(String text) {
        if (!repaired) {
            var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            bytes[offset] ^= (byte) mask;
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        var lines = Arrays.asList(text.split("\n"));
        var out = new StringBuilder();
        var chain = LineChain.START;
        for (int i = 0; i < lines.size(); i++) {
            var words = lines.get(i).split(" ");
            var content = i == line ? altered(words[1]) : words[1];
            chain = chain.plus(words[0] + " " + content);
            out.append("%s %s %s\n".formatted(words[0], content, chain.check()));
        }
        return out.toString();
    }

    private String altered(String base64) {
        var bytes = Bytes.fromBase64Url(base64).toArray();
        bytes[offset] ^= (byte) mask;
        return Bytes.of(bytes).base64Url();
    }

    /// As the JavaScript test reads it.
    String json() {
        return "{\"repaired\":%s,\"line\":%d,\"offset\":%d,\"mask\":%d}"
                .formatted(repaired, line, offset, mask);
    }
}
