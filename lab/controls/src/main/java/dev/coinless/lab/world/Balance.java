package dev.coinless.lab.world;

/// What an account has, in minor units.
public record Balance(long available, long held, String currency) {}
