package dev.coinless.simulators.vmc;

import java.util.ArrayList;
import java.util.List;

/// Bytes of a serial line as lines of text, however they are cut into pieces.
final class LineSplitter {
    /// Bytes of the longest line that the adapter reads; the longest of its protocol has about 40.
    static final int LONGEST_LINE_BYTES = 128;

    private final StringBuilder line = new StringBuilder(LONGEST_LINE_BYTES);
    private boolean overlong;
    private long discarded;

    /// The lines that these bytes complete, without CR and LF; empty and overlong ones are left
    /// out.
    List<String> accept(byte[] bytes, int count) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                if (!overlong && !line.isEmpty()) {
                    lines.add(line.toString());
                }
                line.setLength(0);
                overlong = false;
            } else if (overlong || line.length() == LONGEST_LINE_BYTES) {
                overlong = true;
                discarded++;
            } else {
                line.append((char) (bytes[i] & 0xff));
            }
        }
        return lines;
    }

    /// Bytes that lines had too many.
    long discarded() {
        return discarded;
    }
}
