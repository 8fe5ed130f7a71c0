package dev.coinless.model.receipt;

/// One vend of a session: what the machine was told to give and what it then said.
///
/// @param item the machine's number of the selection, 0..65535
/// @param price in minor units of the receipt's currency
/// @param vended false if the machine reported that it failed
public record VendedItem(int item, long price, boolean vended) {

    /// MDB/ICP carries item numbers in 16 bits.
    public static final int MAX_ITEM = 0xFFFF;

    public VendedItem {
        if (item < 0 || item > MAX_ITEM || price < 0) {
            throw new IllegalArgumentException("item %d at price %d".formatted(item, price));
        }
    }
}
