package dev.coinless.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.proof.ideal.IdealSignatures;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The ideal signatures stand in for the real ones, and nowhere but here.
class IdealSignaturesTest {

    private static final Path ROOT = Path.of("../..");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sign.Ed25519PrivateKey",
                "sign.Ed25519PublicKey",
                "sign.Es256PrivateKey",
                "sign.Es256PublicKey",
                "seal.SealPrivateKey",
                "seal.SealPublicKey"
            })
    void theyLookLikeTheRealOnes(String name) throws Exception {
        var real = Class.forName("dev.coinless.model." + name);

        try (var loader = ideal()) {
            var ideal = loader.loadClass("dev.coinless.model." + name);

            assertThat(ideal).isNotSameAs(real);
            assertThat(shape(ideal)).isEqualTo(shape(real));
        }
    }

    @Test
    void onlyProofsNameThem() throws IOException {
        try (var files = Files.walk(ROOT)) {
            var naming =
                    files.filter(file -> file.endsWith("pom.xml"))
                            .filter(file -> !file.toString().contains("target"))
                            .filter(IdealSignaturesTest::isNaming)
                            .map(file -> ROOT.relativize(file).toString())
                            .sorted()
                            .toList();

            assertThat(naming)
                    .containsExactly(
                            "proof/fuzz/pom.xml",
                            "proof/ideal-signatures/pom.xml",
                            "proof/simulation/pom.xml");
        }
    }

    private static boolean isNaming(Path pom) {
        try {
            return Files.readString(pom).contains("<artifactId>coinless-ideal-signatures<");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// What others can call, as text.
    private static List<String> shape(Class<?> type) {
        return Stream.concat(
                        Arrays.stream(type.getDeclaredMethods())
                                .filter(it -> Modifier.isPublic(it.getModifiers()))
                                .map(Method::toGenericString),
                        Arrays.stream(type.getRecordComponents()).map(Object::toString))
                .sorted()
                .toList();
    }

    /// Loads the ideal classes before all others.
    private static URLClassLoader ideal() throws MalformedURLException {
        var real = Bytes.class.getProtectionDomain().getCodeSource().getLocation();
        return new URLClassLoader(
                new URL[] {IdealSignatures.location().toUri().toURL(), real},
                ClassLoader.getPlatformClassLoader());
    }
}
