package dev.coinless.edge.mdb;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/// What the bus adapter is told at each start, one command after the answer to the one before: its
/// settings do not survive its power.
///
/// @param commands in their order; the last switches the reader on
/// @param alwaysIdle whether the machine may ask for a selection without a session
/// @param sniffs whether the adapter is asked, when all is done, to show what others say on the bus
public record StartUp(List<String> commands, boolean alwaysIdle, boolean sniffs) {

    static final String STOP = "C,STOP";

    /// Answered by `x,ACK`, which nothing depends on: an adapter that cannot do it sells all the
    /// same.
    static final String SNIFF = "X,1";

    private static final String VERSION = "V";
    private static final String HARDWARE = "H";
    private static final String OFF = "C,0";
    private static final String ON = "C,1";

    public StartUp {
        commands = List.copyOf(commands);
    }

    /// The start-up of a reader.
    ///
    /// @param address of the reader on the bus, 0x10 or 0x60
    public static StartUp of(int address, Currency currency, boolean alwaysIdle, boolean sniffs) {
        var commands = new ArrayList<>(List.of(VERSION, HARDWARE, OFF));
        commands.add("C,SETCONF,mdb-addr=0x%02x".formatted(address));
        commands.add("C,SETCONF,mdb-currency-code=0x1%03d".formatted(currency.getNumericCode()));
        if (alwaysIdle) {
            commands.add("C,SETCONF,mdb-always-idle=1");
        }
        commands.add(ON);
        return new StartUp(commands, alwaysIdle, sniffs);
    }

    String command(int index) {
        return commands.get(index);
    }

    int last() {
        return commands.size() - 1;
    }

    /// Whether the line answers the command. Switching off what is off may be answered by an error;
    /// switching on is answered by the state.
    boolean isAnswer(int index, QibixxLine line) {
        return switch (commands.get(index)) {
            case VERSION, HARDWARE -> line instanceof QibixxLine.Answer;
            case OFF ->
                    line instanceof QibixxLine.Inactive
                            || line instanceof QibixxLine.Disabled
                            || line instanceof QibixxLine.SettingTaken
                            || line instanceof QibixxLine.Fault;
            case ON ->
                    line instanceof QibixxLine.Inactive
                            || line instanceof QibixxLine.Disabled
                            || line instanceof QibixxLine.Enabled;
            default -> line instanceof QibixxLine.SettingTaken;
        };
    }
}
