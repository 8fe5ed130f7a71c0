package dev.coinless.proof.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// One step of a schedule. What `a` and `b` mean is taken modulo what there is at that moment, so
/// that a step still means something when others are left out.
record Act(Kind kind, int a, int b) {

    /// What may happen, and how often in a thousand steps.
    enum Kind {
        /// The a-th message in transit arrives.
        DELIVER(520),
        /// The a-th message in transit is lost, or the connection it is on breaks.
        LOSE(10),
        /// The a-th request arrives, and its answer is lost.
        LOSE_ANSWER(10),
        /// The a-th request or bundle arrives, and arrives again later.
        DOUBLE(12),
        /// The a-th message arrives; while it is worked on, another is worked on.
        RACE(14),
        /// Phone a wants to buy at module b.
        TAP(60),
        /// Phone a presents its grant; every sixth b cancels it.
        TRIGGER(60),
        /// Somebody selects item b at module a's machine.
        SELECT(60),
        /// Module a's machine says b.
        MACHINE(70),
        /// Somebody buys for coins at module a's machine.
        COIN(12),
        /// Phone a asks for the money of its b-th grant back.
        REFUND(14),
        /// An operator decides about the b-th refund that is asked for.
        DECIDE(6),
        /// So much time goes by.
        PASS(25),
        /// The next thing that somebody waits for happens.
        TIMER(14),
        /// A clock jumps: hours, or two days.
        JUMP(3),
        /// Phone a's wall clock is off by up to two days.
        SKEW(3),
        /// Module a's power goes b moments from now.
        POWER_CUT(12),
        /// Module a's power is back.
        POWER_ON(30),
        /// Phone a is switched off and on.
        PHONE_RESTART(5),
        /// The function that is called next dies at its b-th request to the table.
        FUNCTION_DIES(10),
        /// The table behaves well or badly.
        WEATHER(5),
        /// Module a's disk is full, or not any more.
        DISK_FULL(4),
        /// Phone a tries to post what it keeps.
        POST(20),
        /// Phone a carries bundles for module b.
        VISIT(10),
        /// The table's stream gives its changes, some twice, in some order.
        STREAM(14),
        /// The table's stream gives a shard's changes to the Book; rarely it has forgotten some.
        BOOK(16),
        /// The minute's sealing; a choice of functions dies or is overtaken.
        SEAL(8),
        /// Somebody rebuilds the Book from the items.
        CATCH_UP(1),
        /// Phone a looks into the Book.
        LOOK(4),
        /// The schedule's sweep.
        SWEEP(6),
        /// Module a's own network comes or goes.
        NETWORK(6),
        /// Somebody posts again what was posted before.
        REPLAY(8),
        /// A courier alters what it carries.
        ALTER(3),
        /// The module in wrong hands signs a lie.
        LIE(10),
        /// The platform makes new keys.
        ROTATE(3),
        /// The platform denies a key.
        DENY(1);

        final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }

    private static final Kind[] KINDS = Kind.values();

    /// Larger than any number of things that there are to choose from.
    private static final int CHOICES = 1 << 16;

    private static final int TOTAL = total();

    private static int total() {
        int sum = 0;
        for (var kind : KINDS) {
            sum += kind.weight;
        }
        return sum;
    }

    /// A schedule at random.
    static List<Act> schedule(RandomGenerator dice, int length) {
        var acts = new ArrayList<Act>(length);
        for (int i = 0; i < length; i++) {
            var kind = kind(dice);
            acts.add(new Act(kind, choice(kind, dice), dice.nextInt(CHOICES)));
        }
        return acts;
    }

    private static Kind kind(RandomGenerator dice) {
        int at = dice.nextInt(TOTAL);
        for (var kind : KINDS) {
            at -= kind.weight;
            if (at < 0) {
                return kind;
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    /// What was sent first arrives first, most of the time.
    private static int choice(Kind kind, RandomGenerator dice) {
        boolean isFirst = kind == Kind.DELIVER && dice.nextInt(8) > 0;
        return isFirst ? 0 : dice.nextInt(CHOICES);
    }

    /// As it is written in a schedule.
    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + " " + a + " " + b;
    }
}
