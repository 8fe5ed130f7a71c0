package dev.coinless.lab.raw;

import dev.coinless.lab.world.World;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sync.BundleId;
import dev.coinless.model.sync.BundlePart;
import dev.coinless.model.sync.BundlePull;
import dev.coinless.model.wire.Malformed;
import java.io.ByteArrayOutputStream;
import java.time.Duration;

/// A phone that carries bundles between one module and the cloud, part by part as the test says.
public final class RawCourier {

    private static final int PART = 4096;
    private static final Verdict BUSY = new Verdict.Refused(Refusal.BUSY);

    private final World world;
    private final RawRadio.Connection module;
    private final RawAccount account;

    public RawCourier(World world, RawRadio.Connection module) {
        this.world = world;
        this.module = module;
        this.account = new RawAccount(world.cloud()).registered(0);
    }

    public BundlePart pull(BundleId bundle, int offset, int max) throws Malformed {
        var verdict = module.say(MessageKind.PULL, new BundlePull(bundle, offset, max).encoded());
        if (!verdict.equals(new Verdict.Accepted())) {
            throw new AssertionError("no part: " + verdict);
        }
        return BundlePart.parse(module.await(MessageKind.PART));
    }

    /// Carries the module's bundle to the cloud.
    ///
    /// @return the bundle that the cloud answers with
    public Bytes carryUp() throws Malformed {
        var bytes = new ByteArrayOutputStream();
        var part = pull(BundleId.NONE, 0, PART);
        bytes.writeBytes(part.chunk().toArray());
        while (bytes.size() < part.total()) {
            part = pull(part.bundle(), bytes.size(), PART);
            bytes.writeBytes(part.chunk().toArray());
        }
        var bundle = Bytes.of(bytes.toByteArray()).base64Url();
        var answer =
                account.post(
                        "/v1/bundles", RawAccount.JSON.createObjectNode().put("bundle", bundle));
        if (answer.status() != 200 || !answer.body().has("down")) {
            throw new AssertionError("no answer: " + answer);
        }
        return Bytes.fromBase64Url(answer.body().path("down").asText());
    }

    public Verdict push(Bytes sealed, int offset, int max) throws Malformed {
        return module.say(MessageKind.PUSH, BundlePart.cut(sealed, offset, max).encoded());
    }

    /// Pushes a bundle from its beginning.
    ///
    /// @return the verdict on the last part
    public Verdict pushAll(Bytes sealed, int max) throws Malformed {
        var verdict = push(sealed, 0, max);
        for (int at = max; at < sealed.length() && accepted(verdict); at += max) {
            verdict = push(sealed, at, max);
        }
        return verdict;
    }

    /// As [#pushAll], and once more a second later as long as the module is busy.
    public Verdict pushPatiently(Bytes sealed, int max) throws Malformed {
        var verdict = pushAll(sealed, max);
        while (verdict.equals(BUSY)) {
            world.cloud().clock().forward(Duration.ofSeconds(1));
            verdict = pushAll(sealed, max);
        }
        return verdict;
    }

    public void close() {
        module.close();
    }

    private static boolean accepted(Verdict verdict) {
        return verdict.equals(new Verdict.Accepted());
    }
}
