package dev.coinless.model.samples;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.sign.Signer;
import dev.coinless.model.wire.Malformed;

/// A genuine signed object, and how its readers find out what it is worth.
///
/// @param object what went in
/// @param signer whose signature it has
/// @param reader how a product reads it
public record SignedSample(
        ObjectType type, Object object, Bytes encoded, Signer signer, Reader reader) {
    public static final Environment ENVIRONMENT = new Environment("test");

    /// Reads an object as a product does.
    @FunctionalInterface
    public interface Reader {
        /// The object, if it is well-formed and its signature verifies.
        ///
        /// @throws Malformed if it is not well-formed
        Read read(Bytes encoded, Environment environment) throws Malformed;
    }

    /// What was read.
    public record Read(Object object, boolean genuine) {}

    /// Whether a product would believe these bytes; anything thrown but [Malformed] is a fault.
    public boolean isBelieved(Bytes altered, Environment environment) {
        try {
            return reader.read(altered, environment).genuine();
        } catch (Malformed refused) {
            return false;
        }
    }
}
