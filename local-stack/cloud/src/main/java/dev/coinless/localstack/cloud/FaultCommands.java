package dev.coinless.localstack.cloud;

import dev.coinless.localstack.cloud.faults.Budget;
import dev.coinless.localstack.cloud.faults.DeliveryFaults;
import dev.coinless.localstack.cloud.faults.FrontFaults.Door;
import dev.coinless.localstack.cloud.faults.TableFaults;
import dev.coinless.localstack.cloud.tables.Troubles.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The commands that let things go wrong. N is a number of times, or `always` until `fault clear`.
///
///     fault clear
///     fault cloud down|unavailable|up
///     fault cloud slow MILLIS
///     fault cloud lose N [PATH]
///     fault table throttled|conflict|error-after-commit|silence-after-commit|stale-index N [OPERATION]
///     fault queue duplicate N|reorder N|hold|release
///     fault stream redeliver N|reorder N|hold [FUNCTION]|release
final class FaultCommands {

    static final String USAGE =
            "fault clear | cloud down|unavailable|up | cloud slow MILLIS | cloud lose N [PATH]"
                    + " | table TROUBLE N [OPERATION] | queue duplicate N|reorder N|hold|release"
                    + " | stream redeliver N|reorder N|hold [FUNCTION]|release";

    private final LocalCloud cloud;

    FaultCommands(LocalCloud cloud) {
        this.cloud = cloud;
    }

    /// Carries out the words after `fault`.
    ///
    /// @throws IllegalArgumentException naming what is wrong with them
    void apply(List<String> words) {
        switch (word(words, 0)) {
            case "clear" -> cloud.clearFaults();
            case "cloud" -> front(words);
            case "table" ->
                    cloud.faults().tables().plan(trouble(words), operation(words), times(words, 2));
            case "queue" -> delivery(cloud.faults().queues(), words);
            case "stream" -> delivery(cloud.faults().streams(), words);
            default -> throw wrong();
        }
    }

    private void front(List<String> words) {
        var front = cloud.faults().front();
        switch (word(words, 1)) {
            case "down" -> cloud.door(Door.CLOSED);
            case "unavailable" -> cloud.door(Door.UNAVAILABLE);
            case "up" -> cloud.door(Door.OPEN);
            case "slow" -> front.delay(Duration.ofMillis(number(word(words, 2))));
            case "lose" ->
                    front.loseAnswers(times(words, 2), words.size() > 3 ? words.get(3) : "/");
            default -> throw wrong();
        }
    }

    private static void delivery(DeliveryFaults faults, List<String> words) {
        switch (word(words, 1)) {
            case "duplicate", "redeliver" -> faults.duplicate(times(words, 2));
            case "reorder" -> faults.reverse(times(words, 2));
            case "hold" -> hold(faults, words);
            case "release" -> faults.release();
            default -> throw wrong();
        }
    }

    private static void hold(DeliveryFaults faults, List<String> words) {
        if (words.size() > 2) {
            faults.hold(words.get(2));
        } else {
            faults.hold();
        }
    }

    private static Trouble trouble(List<String> words) {
        return switch (word(words, 1).toLowerCase(Locale.ROOT)) {
            case "throttled" -> Trouble.THROTTLED;
            case "conflict" -> Trouble.TRANSACTION_CONFLICT;
            case "error-after-commit" -> Trouble.ERROR_AFTER_COMMIT;
            case "silence-after-commit" -> Trouble.SILENCE_AFTER_COMMIT;
            case "stale-index" -> Trouble.STALE_INDEX;
            default -> throw wrong();
        };
    }

    private static String operation(List<String> words) {
        return words.size() > 3 ? words.get(3) : TableFaults.ANY;
    }

    private static int times(List<String> words, int index) {
        var text = word(words, index);
        return text.equals("always") ? Budget.FOREVER : number(text);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a number: " + text, e);
        }
    }

    private static String word(List<String> words, int index) {
        if (index >= words.size()) {
            throw wrong();
        }
        return words.get(index);
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException("the faults are: " + USAGE);
    }
}
