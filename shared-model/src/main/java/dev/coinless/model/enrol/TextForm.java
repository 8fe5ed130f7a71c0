package dev.coinless.model.enrol;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Malformed;

/// The one-line text of the enrolment files: a prefix that says what it is, and base64url.
final class TextForm {

    /// Longer than any enrolment file; bounds what is decoded.
    private static final int MAX_LENGTH = 16 * 1024;

    private TextForm() {}

    static Bytes decode(String what, String prefix, String text) throws Malformed {
        var line = text.strip();
        if (line.length() > MAX_LENGTH || !line.startsWith(prefix)) {
            throw new Malformed(
                    "this is not an %s: it must be one line that starts with '%s'"
                            .formatted(what, prefix));
        }
        try {
            return Bytes.fromBase64Url(line.substring(prefix.length()));
        } catch (IllegalArgumentException e) {
            throw new Malformed("the %s is damaged: not base64url".formatted(what), e);
        }
    }
}
