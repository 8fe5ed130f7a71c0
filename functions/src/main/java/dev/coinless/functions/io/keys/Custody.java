package dev.coinless.functions.io.keys;

import dev.coinless.functions.keys.KeyWrap;
import dev.coinless.functions.keys.RootKeys;

/// A custodian of the root and of the wrapping key.
public interface Custody extends KeyWrap, RootKeys {}
