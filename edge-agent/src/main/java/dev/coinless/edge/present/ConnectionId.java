package dev.coinless.edge.present;

/// One connection of a phone, numbered by the radio; never reused while the program runs.
public record ConnectionId(int number) {

    @Override
    public String toString() {
        return Integer.toString(number);
    }
}
