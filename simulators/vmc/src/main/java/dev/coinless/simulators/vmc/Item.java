package dev.coinless.simulators.vmc;

/// One selection of the machine.
///
/// @param number what the customer types, 1 to 65535 (16 bits on the bus)
/// @param price in minor units, 1 to 65534 (16 bits on the bus, FFFF means unknown)
record Item(int number, long price) {
    /// MDB/ICP 7.2.9: item numbers are 16 bits.
    static final int LARGEST_NUMBER = 0xffff;

    Item {
        if (number < 1 || number > LARGEST_NUMBER) {
            throw new IllegalArgumentException("an item number is 1 to 65535, not " + number);
        }
        if (price < 1 || price >= Amounts.UNKNOWN) {
            throw new IllegalArgumentException(
                    "a price is 1 to 65534 minor units, not " + price + " (item " + number + ")");
        }
    }
}
