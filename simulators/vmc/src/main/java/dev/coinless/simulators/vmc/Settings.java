package dev.coinless.simulators.vmc;

/// What the machine's operator set; it never changes while the machine runs.
///
/// @param alwaysIdle the machine asks for a vend without a session, if the reader offers that too
/// @param multivend a session stays open after a vend
record Settings(Amounts amounts, boolean alwaysIdle, boolean multivend) {}
