package dev.coinless.edge.vend;

import dev.coinless.model.money.Money;

/// What the customer selected at the machine (VEND REQUEST, MDB/ICP 7.4.7).
///
/// @param item the machine's number of the selection, 0..65535
public record Selection(int item, Money price) {}
