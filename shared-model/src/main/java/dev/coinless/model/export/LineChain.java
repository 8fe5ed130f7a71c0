package dev.coinless.model.export;

import dev.coinless.model.bytes.Bytes;
import java.util.regex.Pattern;

/// The lines so far, so that each new one is checked against all before it.
///
///     line  = kind " " base64url(content) " " check
///     check = first 8 bytes, as hexadecimal, of chain n
///     chain n = SHA-256(chain n-1 | kind " " base64url(content)), chain 0 is 32 zero bytes
///
/// Tells the place of what broke on the way, to the line; against forgers there are signatures.
///
/// @param lines how many there were
record LineChain(long lines, Bytes hash) {

    static final LineChain START = new LineChain(0, Bytes.of(new byte[32]));

    /// A receipt of 255 vends with its base64 is shorter; in characters.
    static final int MAX_LINE = 32 * 1024;

    private static final int CHECK_LENGTH = 8;
    private static final Pattern FORM = Pattern.compile("[A-Z]+ [A-Za-z0-9_-]+ [0-9a-f]{16}");

    /// The chain after one more line of this text, its check not included.
    LineChain plus(String text) {
        return new LineChain(lines + 1, Bytes.concat(hash, Bytes.utf8(text)).sha256());
    }

    String check() {
        return hash.first(CHECK_LENGTH).hex();
    }

    static boolean isLine(String line) {
        return line.length() <= MAX_LINE && FORM.matcher(line).matches();
    }

    /// What of a line the check is over.
    static String text(String line) {
        return line.substring(0, line.lastIndexOf(' '));
    }

    static String check(String line) {
        return line.substring(line.lastIndexOf(' ') + 1);
    }
}
