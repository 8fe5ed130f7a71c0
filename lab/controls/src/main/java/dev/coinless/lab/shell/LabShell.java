package dev.coinless.lab.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.lab.process.LabFailure;
import dev.coinless.lab.world.MachineSetup;
import dev.coinless.lab.world.Module;
import dev.coinless.lab.world.World;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The lab's controls as typed commands. Each returns what to print; a mistake is a [LabFailure]
/// that says what was expected.
public final class LabShell {

    /// What can be typed.
    public static final String HELP =
            """
            phone P new | near M7 | rssi M7 -50 | away M7 | tap M7 | swipe | cancel | net on|off | ble on|off
            phone P tap L3 line 1 amount 200
            phone P request M7 | arm M7 | disarm | sync M7 | courier on|off | bundles
            phone P pay-when-near M7 on|off | screen locked|unlocked
            phone P credit 1000 | wire | account | receipts | kill | restart
            vmc M7 select 12 | coin 100 | jam [on|off] | signals | reset | unplug | plug | state
            vmc M7 detach | attach
            module M7 power cut|on | power cut after CONSUMED|INTENT|RESULT|RECEIPT
            module M7 journal | network | disk full|free | twin M9
            module M8 mqtt on|off
            machine M9 new [mqtt]
            machine L3 pulses | inhibit on|off | coin 1 100 | start 1 | unplug | plug | state
            clock +301
            balance P
            ledger verify
            units
            fault cloud down|unavailable|up | fault cloud slow 3000 | fault cloud lose 1 /v1/receipts
            fault table throttled 3 | fault table silence-after-commit 1 TransactWriteItems
            fault queue duplicate|reorder 1 | fault queue hold|release | fault stream redeliver 1
            fault broker down|up | fault clear
            help | quit\
            """;

    private final World world;
    private final FaultCommands faults;

    public LabShell(World world) {
        this.world = world;
        this.faults = new FaultCommands(world);
    }

    /// Carries out one line.
    public String execute(String line) {
        var words = List.of(line.strip().split("\\s+", -1));
        return switch (words.getFirst()) {
            case "phone" -> phone(word(words, 1, "a phone's name"), rest(words, 2));
            case "vmc" -> vmc(word(words, 1, "a machine's name"), rest(words, 2));
            case "module" -> module(word(words, 1, "a machine's name"), rest(words, 2));
            case "machine" -> machine(word(words, 1, "a machine's name"), rest(words, 2));
            case "clock" -> clock(word(words, 1, "+ and a number of seconds"));
            case "balance" -> balance(word(words, 1, "a phone's name"));
            case "ledger" -> ledger();
            case "units" -> world.cloud().front().must("units").toPrettyString();
            case "fault" -> faults.fault(rest(words, 1));
            case "help" -> HELP;
            default -> throw new LabFailure("no such command: " + line + "\n" + HELP);
        };
    }

    private String phone(String name, List<String> words) {
        var command = String.join(" ", words);
        if (command.equals("new")) {
            return "phone %s, account %s".formatted(name, world.phone(name).account());
        }
        var phone = world.phoneNamed(name);
        return switch (word(words, 0, "what the phone shall do")) {
            case "near" -> {
                phone.near(word(words, 1, "a machine's name"));
                yield name + " is near " + words.get(1);
            }
            case "rssi" -> {
                phone.hears(
                        word(words, 1, "a machine's name"),
                        (int) number(word(words, 2, "a strength in dBm")));
                yield name + " hears " + words.get(1);
            }
            case "away" -> {
                phone.awayFrom(word(words, 1, "a machine's name"));
                yield name + " is away from " + words.get(1);
            }
            case "credit" -> {
                phone.credited(number(word(words, 1, "an amount in cents")));
                yield balance(name);
            }
            case "wire" -> wire(phone.bleWire(), phone.httpWire());
            case "kill" -> {
                phone.kill();
                yield "the app on " + name + " is gone";
            }
            case "restart" -> {
                phone.restart();
                yield "the app on " + name + " runs again";
            }
            default -> phone.ask(command).toString();
        };
    }

    private String vmc(String name, List<String> words) {
        var vmc = world.machineNamed(name).vmc();
        var command = String.join(" ", words);
        return vmc.does(command.equals("jam") ? "jam on" : command).toString();
    }

    private String module(String name, List<String> words) {
        var module = world.machineNamed(name).module();
        return switch (String.join(" ", words)) {
            case "power cut" -> {
                module.powerCut();
                yield name + " is dark";
            }
            case "power on" -> {
                module.powerOn();
                yield name + " advertises";
            }
            case "power cut after CONSUMED",
                    "power cut after INTENT",
                    "power cut after RESULT",
                    "power cut after RECEIPT" -> {
                module.powerCutAfter(words.getLast());
                yield name + " will go dark after its next " + words.getLast() + " record";
            }
            case "journal" ->
                    module.journal().stream()
                            .map(JsonNode::toString)
                            .collect(Collectors.joining("\n"));
            case "network" -> network(module);
            case "mqtt on", "mqtt off" -> {
                module.network(words.getLast().equals("on"));
                yield "the network of %s is %s".formatted(name, words.getLast());
            }
            default ->
                    words.size() == 2 && words.getFirst().equals("twin")
                            ? faults.twin(name, words.getLast())
                            : faults.module(name, module, words);
        };
    }

    private static String network(Module module) {
        return "%d bytes sent, %d network sockets%s"
                .formatted(
                        module.bytesSent(),
                        module.internetSockets(),
                        Module.networkIsTakenAway() ? ", in an empty network namespace" : "");
    }

    /// What a laundry machine can do; `new` sets any machine up.
    private String machine(String name, List<String> words) {
        var command = String.join(" ", words);
        return switch (word(words, 0, "what the machine shall do")) {
            case "new" -> {
                var setup =
                        command.equals("new mqtt") ? MachineSetup.CONNECTED : MachineSetup.of(name);
                yield "machine %s, module %s"
                        .formatted(name, world.machine(name, setup).module().id());
            }
            case "pulses" ->
                    world.machineNamed(name).laundry().pulses().stream()
                            .map(JsonNode::toString)
                            .collect(Collectors.joining("\n"));
            default -> world.machineNamed(name).laundry().does(command).toString();
        };
    }

    private String clock(String step) {
        if (!step.startsWith("+")) {
            throw new LabFailure("the clock only goes forward: clock +301");
        }
        world.cloud().clock().forward(Duration.ofSeconds(number(step.substring(1))));
        return "all clocks are %s ahead".formatted(world.cloud().clock().offset());
    }

    private String balance(String name) {
        var balance = world.phoneNamed(name).balance();
        return "%s: %s available, %s held"
                .formatted(
                        name,
                        Amounts.text(balance.available(), balance.currency()),
                        Amounts.text(balance.held(), balance.currency()));
    }

    private String ledger() {
        return Amounts.report(world.cloud().operator().verifyLedger());
    }

    private static String wire(List<JsonNode> ble, List<JsonNode> http) {
        return "Bluetooth LE\n%s\nHTTP\n%s".formatted(lines(ble), lines(http));
    }

    private static String lines(List<JsonNode> frames) {
        return frames.stream().map(each -> "  " + each).collect(Collectors.joining("\n"));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new LabFailure("not a number: " + text, e);
        }
    }

    private static String word(List<String> words, int index, String expected) {
        if (index >= words.size()) {
            throw new LabFailure(
                    "'%s' is not complete, it needs %s"
                            .formatted(String.join(" ", words), expected));
        }
        return words.get(index);
    }

    private static List<String> rest(List<String> words, int from) {
        return Arrays.asList(
                words.subList(Math.min(from, words.size()), words.size()).toArray(String[]::new));
    }
}
