package dev.coinless.proof.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Everything that was sent and has not arrived: lanes, each in its own order.
final class Wires {

    /// What becomes of a message.
    enum Fate {
        ARRIVES,
        LOST,
        ANSWER_LOST,
        TWICE
    }

    /// Runs when its fate is decided.
    interface Arrival {
        void with(Fate fate);
    }

    /// A message.
    ///
    /// @param canRepeat whether it may arrive more than once
    record Packet(String what, boolean canRepeat, Arrival arrival) {}

    /// Messages that arrive in the order in which they were sent.
    final class Lane {

        private final Deque<Packet> packets = new ArrayDeque<>();

        void send(String what, Arrival arrival) {
            if (packets.isEmpty()) {
                busy.add(this);
            }
            packets.add(new Packet(what, false, arrival));
        }

        /// Nothing more of it arrives.
        void cut() {
            packets.clear();
            busy.remove(this);
        }
    }

    private final List<Lane> busy = new ArrayList<>();

    Lane lane() {
        return new Lane();
    }

    /// Sends something whose order with everything else is open.
    void send(String what, Arrival arrival) {
        send(new Packet(what, true, arrival));
    }

    void send(Packet packet) {
        var lane = new Lane();
        lane.packets.add(packet);
        busy.add(lane);
    }

    int size() {
        return busy.size();
    }

    /// Takes a message out of transit.
    ///
    /// @param choice which, modulo how many there are
    Optional<Packet> take(int choice) {
        if (busy.isEmpty()) {
            return Optional.empty();
        }
        int at = Math.floorMod(choice, busy.size());
        var lane = busy.get(at);
        var packet = lane.packets.removeFirst();
        busy.remove(at);
        if (!lane.packets.isEmpty()) {
            // Others have their turn before this lane's next.
            busy.add(lane);
        }
        return Optional.of(packet);
    }

    Optional<Packet> takeRepeatable(int choice) {
        var candidates = new ArrayList<Integer>();
        for (int i = 0; i < busy.size(); i++) {
            if (busy.get(i).packets.getFirst().canRepeat()) {
                candidates.add(i);
            }
        }
        return candidates.isEmpty()
                ? Optional.empty()
                : take(candidates.get(Math.floorMod(choice, candidates.size())));
    }
}
