package dev.coinless.proof.simulation;

import dev.coinless.edge.journal.JournalRow;
import dev.coinless.edge.journal.RecordKind;
import dev.coinless.model.bytes.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/// One file of bytes. What was written and not synced may be lost with the power, in whole or from
/// any byte on; what was synced stays.
final class Disk {

    /// Kind, counter, number and length of a row's body, in bytes.
    private static final int HEAD = 1 + 8 + 8 + 4;

    private static final int CHECK = 4;
    private static final List<RecordKind> KINDS = List.of(RecordKind.values());

    private byte[] content = new byte[4096];
    private int written;
    private int synced;

    void write(JournalRow row) {
        append(encoded(row));
    }

    void sync() {
        synced = written;
    }

    /// Other rows take the place of all others, at once: a new file is written, synced and renamed.
    void replace(List<JournalRow> rows) {
        written = 0;
        rows.forEach(this::write);
        sync();
    }

    /// The power goes: of what is not synced a beginning stays.
    void lose(RandomGenerator dice) {
        int unsure = written - synced;
        written = synced + (unsure == 0 ? 0 : dice.nextInt(unsure + 1));
    }

    /// All whole rows, up to the first that is torn; what follows is cut off.
    List<JournalRow> read() {
        var rows = new ArrayList<JournalRow>();
        int at = 0;
        while (at + HEAD + CHECK <= written) {
            var head = ByteBuffer.wrap(content, at, HEAD);
            int kind = head.get();
            long counter = head.getLong();
            long number = head.getLong();
            int length = head.getInt();
            int end = at + HEAD + length;
            if (length < 0 || end + CHECK > written || check(at, end) != checkAt(end)) {
                break;
            }
            var body = Bytes.of(Arrays.copyOfRange(content, at + HEAD, end));
            rows.add(new JournalRow(KINDS.get(kind), counter, number, body));
            at = end + CHECK;
        }
        written = at;
        synced = at;
        return rows;
    }

    private static byte[] encoded(JournalRow row) {
        var body = row.body().toArray();
        var out = ByteBuffer.allocate(HEAD + body.length + CHECK);
        out.put((byte) KINDS.indexOf(row.kind()));
        out.putLong(row.counter()).putLong(row.number()).putInt(body.length).put(body);
        var crc = new CRC32();
        crc.update(out.array(), 0, HEAD + body.length);
        out.putInt((int) crc.getValue());
        return out.array();
    }

    private void append(byte[] bytes) {
        if (written + bytes.length > content.length) {
            content = Arrays.copyOf(content, 2 * content.length + bytes.length);
        }
        System.arraycopy(bytes, 0, content, written, bytes.length);
        written += bytes.length;
    }

    private int check(int from, int to) {
        var crc = new CRC32();
        crc.update(content, from, to - from);
        return (int) crc.getValue();
    }

    private int checkAt(int at) {
        return ByteBuffer.wrap(content, at, CHECK).getInt();
    }
}
