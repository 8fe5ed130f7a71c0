package dev.coinless.functions.ledger;

import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;

/// Checks that an account lists exactly those holds that are in the state its lists are of.
final class HoldLists {

    private HoldLists() {}

    static void check(Account account, List<Hold> holds, List<String> faults) {
        var own = holds.stream().filter(hold -> hold.account().equals(account.id())).toList();
        compare(account, account.holds(), "hold", own, Hold::isHeld, faults);
        compare(account, account.liens(), "lien", own, HoldLists::isReleased, faults);
    }

    private static boolean isReleased(Hold hold) {
        return hold.state() instanceof HoldState.Released;
    }

    private static void compare(
            Account account,
            List<OpenHold> listed,
            String what,
            List<Hold> own,
            Predicate<Hold> isOfIt,
            List<String> faults) {
        var open = new HashSet<OpenHold>();
        own.stream().filter(isOfIt).forEach(hold -> open.add(hold.open()));
        for (var each : listed) {
            if (!open.remove(each)) {
                faults.add(
                        "account %s: lists %s %s, which is not open"
                                .formatted(account.id(), what, each.grant()));
            }
        }
        for (var missing : open) {
            faults.add(
                    "account %s: does not list open %s %s"
                            .formatted(account.id(), what, missing.grant()));
        }
    }
}
