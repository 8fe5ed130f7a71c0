package dev.coinless.functions.issue;

/// What a customer chose on the phone, at a machine where nothing can be selected.
///
/// @param line 1..32
/// @param amount minor units
public record Choice(int line, long amount) {}
