package dev.coinless.proof.fuzz;

import dev.coinless.edge.mdb.LineAssembler;
import dev.coinless.edge.mdb.QibixxLine;
import dev.coinless.model.bytes.Bytes;
import java.util.Currency;

/// What comes from the machine's serial adapter, cut into chunks of a length that the first byte
/// says.
final class MachineLine implements Target {

    private static final Currency CURRENCY = Currency.getInstance("EUR");

    @Override
    public void take(Bytes input) {
        if (input.length() == 0) {
            return;
        }
        int length = 1 + input.unsignedAt(0);
        var lines = LineAssembler.empty();
        for (int from = 1; from < input.length(); from += length) {
            var chunk = input.slice(from, Math.min(from + length, input.length()));
            var step = lines.take(chunk);
            lines = step.next();
            if (lines.partial().length() > LineAssembler.MAX_LINE) {
                throw new AssertionError("a line that never ends is kept");
            }
            step.lines().forEach(line -> QibixxLine.parse(line, CURRENCY));
        }
    }
}
