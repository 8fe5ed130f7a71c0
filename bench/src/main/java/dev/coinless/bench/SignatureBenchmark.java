package dev.coinless.bench;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.Es256PublicKey;
import dev.coinless.model.sign.KeyGenerator;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGeneratorFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Verification as the module does it, beside the JDK's own.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class SignatureBenchmark {

    private static final Bytes ED25519_SPKI_PREFIX = Bytes.fromHex("302a300506032b6570032100");

    private final KeyGenerator keys =
            new KeyGenerator(RandomGeneratorFactory.of("L64X128MixRandom").create(1));
    private final Bytes message = keys.bytes(200);
    private Ed25519PublicKey ed25519;
    private Bytes ed25519Signature;
    private PublicKey jdkEd25519;
    private Es256PublicKey es256;
    private Bytes es256Signature;

    @Setup
    public void sign() throws GeneralSecurityException {
        var edKey = keys.ed25519();
        ed25519 = edKey.publicKey();
        ed25519Signature = edKey.sign(message);
        var spki = Bytes.concat(ED25519_SPKI_PREFIX, ed25519.encoded()).toArray();
        jdkEd25519 = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
        var esKey = keys.es256();
        es256 = esKey.publicKey();
        es256Signature = esKey.sign(message);
    }

    @Benchmark
    public boolean ed25519AsTheModuleDoes() {
        return ed25519.verifies(message, ed25519Signature);
    }

    @Benchmark
    public boolean ed25519AsTheJdkDoes() throws GeneralSecurityException {
        var signature = Signature.getInstance("Ed25519");
        signature.initVerify(jdkEd25519);
        signature.update(message.toArray());
        return signature.verify(ed25519Signature.toArray());
    }

    @Benchmark
    public boolean es256AsTheModuleDoes() {
        return es256.verifies(message, es256Signature);
    }
}
