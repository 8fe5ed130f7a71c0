package dev.coinless.proof.ideal;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;

/// Puts hashes in the place of signatures and seals in a program of its own: whoever proves what is
/// behind a signature need not wait for the signature.
public final class IdealSignatures {

    private IdealSignatures() {}

    /// A class path on which the stand-ins come before the real keys.
    public static String before(String classPath) {
        return location() + File.pathSeparator + classPath;
    }

    /// The jar or folder of the stand-ins.
    public static Path location() {
        try {
            return Path.of(
                    IdealSignatures.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path is no path", e);
        }
    }
}
