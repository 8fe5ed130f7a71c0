package dev.coinless.edge.mdb;

import dev.coinless.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;

/// Cuts a stream of bytes, in chunks of any size, into lines: `(state, chunk) -> step`.
///
/// A line that is longer than any of the protocol is dropped to its end; characters that are not
/// printable ASCII become `?`.
///
/// @param partial the line so far
/// @param dropping whether the line so far was too long
public record LineAssembler(String partial, boolean dropping) {

    /// Longest line taken, in characters; the longest of the protocol is below 80.
    public static final int MAX_LINE = 200;

    /// The state to go on with, and the lines that ended in the chunk.
    ///
    /// @param tooLong lines that began to be dropped in the chunk
    public record Step(LineAssembler next, List<String> lines, int tooLong) {}

    public static LineAssembler empty() {
        return new LineAssembler("", false);
    }

    public Step take(Bytes chunk) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder(partial);
        boolean drop = dropping;
        int tooLong = 0;
        for (int i = 0; i < chunk.length(); i++) {
            int c = chunk.unsignedAt(i);
            if (c == '\n' || c == '\r') {
                if (!drop && !line.isEmpty()) {
                    lines.add(line.toString());
                }
                line.setLength(0);
                drop = false;
            } else if (line.length() >= MAX_LINE) {
                tooLong += drop ? 0 : 1;
                drop = true;
            } else {
                line.append(c >= ' ' && c <= '~' ? (char) c : '?');
            }
        }
        return new Step(new LineAssembler(line.toString(), drop), lines, tooLong);
    }
}
