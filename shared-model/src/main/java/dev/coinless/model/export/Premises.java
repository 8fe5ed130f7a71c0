package dev.coinless.model.export;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.Environment;

/// What the Book is verified with: the keys that may have signed something in it, and its accounts.
interface Premises {

    Environment environment();

    /// The platform's key of this serial, if a trusted root has certified it.
    Ed25519PublicKey certified(KeyUsage usage, KeySerial serial) throws Fault;

    /// The key of a module's generation.
    ///
    /// @param id of the key, as [dev.coinless.model.sign.ModuleKeyId] has it
    Ed25519PublicKey module(Bytes id) throws Fault;

    AccountCheck account(AccountId id) throws Fault;
}
