package dev.coinless.edge.mdb;

import dev.coinless.edge.vend.CashWatch;
import dev.coinless.edge.vend.MachineInput;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.cash.CashSource;
import dev.coinless.model.cash.Remark;
import java.util.Currency;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// CASH SALEs among the frames that the bus adapter's sniffer shows: `x,SS,TTTTTTTTTT,CC,DATA` with
/// status, time in 0.1 ms, command and data in hexadecimal (the adapter's documentation, Sniff).
///
/// The adapter has acknowledged the sale to the machine before we hear of it: no reader can do it
/// later, the bus gives 5 ms.
public final class SniffedSales implements CashWatch {

    private static final Pattern FRAME =
            Pattern.compile("x,([0-9a-f]{2}),([0-9]{1,10}),([0-9a-f]{2}),((?:[0-9a-f]{2}){0,36})");

    private static final Pattern TRAFFIC = Pattern.compile("x,[0-9a-f]{2},.*");

    /// Bits of the status that say that the frame was not received well.
    private static final int DAMAGED = 0x7f;

    /// The bit of the status that says that the frame is the reader's.
    private static final int OF_READER = 0x80;

    /// VEND of the reader's commands (MDB/ICP 7.3).
    private static final int VEND = 3;

    private static final int CASH_SALE = 5;

    /// Bytes of `05 price16 item16`, and of `05 price32 item16 cur16` in expanded currency mode.
    private static final int SHORT = 5;

    private static final int EXPANDED = 9;

    /// Remarks are the high bits of the item in expanded currency mode, highest first.
    private static final int ITEM_BITS = 0x0FFF;

    /// A controller that did not hear the acknowledgement says the same again within its response
    /// time; no machine sells the same item twice within half a second. In 0.1 ms.
    private static final long REPEATED_WITHIN = 5_000;

    private final int command;
    private final long unit;
    private final int currencyCode;
    private Optional<Heard> last = Optional.empty();

    private record Heard(long time, String data) {}

    /// Watches for sales told to one reader.
    ///
    /// @param address of the reader on the bus, 0x10 or 0x60
    /// @param unit minor units of one unit of the machine's prices
    public SniffedSales(int address, long unit, Currency currency) {
        this.command = address + VEND;
        this.unit = unit;
        this.currencyCode = packed(currency.getNumericCode());
    }

    /// Whether a line shows a frame that is no command of VEND to this reader: so that the many are
    /// thrown away where they are read.
    public boolean isOthers(MachineInput input) {
        return input instanceof MachineInput.Line(var text)
                && TRAFFIC.matcher(lower(text)).matches()
                && !lower(text).contains(",%02x,%02x".formatted(command, CASH_SALE));
    }

    @Override
    public Word hear(MachineInput input) {
        if (!(input instanceof MachineInput.Line(var text))
                || !TRAFFIC.matcher(lower(text)).matches()) {
            return new Word.OfPort();
        }
        var frame = FRAME.matcher(lower(text));
        if (!frame.matches()) {
            return isOthers(input) ? new Word.Nothing() : new Word.Damaged();
        }
        int status = Integer.parseInt(frame.group(1), 16);
        var data = Bytes.fromHex(frame.group(4));
        boolean ours = Integer.parseInt(frame.group(3), 16) == command;
        if (!ours || (status & OF_READER) != 0 || data.length() == 0 || data.unsignedAt(0) != 5) {
            return new Word.Nothing();
        }
        if ((status & DAMAGED) != 0 || data.length() < SHORT) {
            return new Word.Damaged();
        }
        var heard = new Heard(Long.parseLong(frame.group(2)), frame.group(4));
        boolean repeated = last.filter(before -> isRepeated(before, heard)).isPresent();
        last = Optional.of(heard);
        return repeated ? new Word.Nothing() : sale(data);
    }

    private static boolean isRepeated(Heard before, Heard now) {
        long later = now.time - before.time;
        return now.data.equals(before.data) && later >= 0 && later < REPEATED_WITHIN;
    }

    /// Longer frames are of later versions of the bus, with more behind what is known.
    private Word sale(Bytes data) {
        if (data.length() < EXPANDED) {
            return sale((int) data.unsignedAt(3, 2), data.unsignedAt(1, 2), Set.of());
        }
        int item = (int) data.unsignedAt(5, 2);
        var remarks = EnumSet.noneOf(Remark.class);
        addIf(remarks, item, 0x8000, Remark.FREE);
        addIf(remarks, item, 0x4000, Remark.TEST);
        addIf(remarks, item, 0x2000, Remark.NEGATIVE);
        addIf(remarks, item, 0x1000, Remark.TOKEN);
        if (data.unsignedAt(7, 2) != currencyCode) {
            remarks.add(Remark.OTHER_CURRENCY);
        }
        return sale(item & ITEM_BITS, data.unsignedAt(1, 4), remarks);
    }

    private Word sale(int item, long price, Set<Remark> remarks) {
        return new Word.Sale(CashSource.CASH_SALE, item, price * unit, remarks);
    }

    private static void addIf(Set<Remark> remarks, int item, int bit, Remark remark) {
        if ((item & bit) != 0) {
            remarks.add(remark);
        }
    }

    /// `1978` for the euro: the digits of ISO 4217 behind a 1 (MDB/ICP 7.4.2).
    private static int packed(int number) {
        return Integer.parseInt("1%03d".formatted(number), 16);
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
