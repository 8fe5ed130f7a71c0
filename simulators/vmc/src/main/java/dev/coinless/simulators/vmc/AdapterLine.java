package dev.coinless.simulators.vmc;

import java.util.Map;
import java.util.OptionalLong;

/// What a line from the module means to the adapter.
sealed interface AdapterLine {
    /// The machine is concerned.
    record ForMachine(MachineEvent.CashlessEvent event) implements AdapterLine {}

    /// The adapter answers by itself, in any state.
    record Answered(String line) implements AdapterLine {}

    /// Not of this protocol; the adapter says nothing.
    record Garbage() implements AdapterLine {}

    /// Show what is said on the bus, or no more.
    record Sniff(boolean on) implements AdapterLine {}

    /// The version that the simulated adapter claims.
    Answered VERSION = new Answered("v,4.0.2.0,00112233445566778899aabbccddeeff");

    Answered HARDWARE = new Answered("h,MDB-HAT,4.0,simulator");

    Answered REFUSED = new Answered("c,ERR,-1");

    static AdapterLine parse(String line, Amounts amounts) {
        String[] words = line.split(",", -1);
        return switch (words[0]) {
            case "V" -> words.length == 1 ? VERSION : new Garbage();
            case "H" -> words.length == 1 ? HARDWARE : new Garbage();
            case "X" ->
                    line.equals("X,1") || line.equals("X,0")
                            ? new Sniff(line.endsWith("1"))
                            : new Garbage();
            case "F" -> words.length > 1 ? new Answered("f,ACK") : new Garbage();
            case "C" -> words.length > 1 ? cashless(words, amounts) : new Garbage();
            default -> new Garbage();
        };
    }

    private static AdapterLine cashless(String[] words, Amounts amounts) {
        return switch (words[1]) {
            case "1" -> new ForMachine(new MachineEvent.SwitchOn());
            case "0" -> new ForMachine(new MachineEvent.SwitchOff());
            case "STOP" -> new ForMachine(new MachineEvent.Stop());
            case "START" -> {
                OptionalLong funds = amount(words, amounts);
                yield funds.isPresent()
                        ? new ForMachine(new MachineEvent.StartSession(funds.getAsLong()))
                        : REFUSED;
            }
            case "VEND" -> {
                OptionalLong paid = amount(words, amounts);
                yield paid.isPresent()
                        ? new ForMachine(new MachineEvent.Approve(paid.getAsLong()))
                        : REFUSED;
            }
            case "SETCONF" -> words.length == 3 ? configure(words[2]) : REFUSED;
            default -> REFUSED;
        };
    }

    private static OptionalLong amount(String[] words, Amounts amounts) {
        return words.length < 3 ? OptionalLong.empty() : amounts.parse(words[2]);
    }

    private static AdapterLine configure(String setting) {
        var flags = Map.of("1", true, "0", false);
        int equals = setting.indexOf('=');
        String name = equals < 0 ? setting : setting.substring(0, equals);
        String value = equals < 0 ? "" : setting.substring(equals + 1);
        return switch (name) {
            case "mdb-always-idle" -> {
                Boolean offered = flags.get(value);
                yield offered == null
                        ? REFUSED
                        : new ForMachine(new MachineEvent.ConfigureAlwaysIdle(offered));
            }
            case "mdb-currency-code" ->
                    value.matches("0x[01][0-9]{3}")
                            ? new ForMachine(
                                    new MachineEvent.ConfigureCurrency(
                                            Integer.parseInt(value.substring(2), 16)))
                            : REFUSED;
            case "mdb-addr" ->
                    value.equals("0x10") || value.equals("0x60")
                            ? new ForMachine(new MachineEvent.ConfigureOther())
                            : REFUSED;
            default -> REFUSED;
        };
    }
}
