package dev.coinless.edge.agent;

import dev.coinless.edge.agent.Workbench.Phone;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.sync.BundleId;
import dev.coinless.model.sync.BundlePart;
import dev.coinless.model.sync.BundlePull;
import dev.coinless.model.sync.SyncBundle;
import dev.coinless.model.sync.UpKind;
import dev.coinless.model.wire.Malformed;
import java.io.ByteArrayOutputStream;
import java.util.List;

/// A phone beside a module that carries bundles.
final class Courier {

    private static final Verdict ACCEPTED = new Verdict.Accepted();

    private final Workbench bench;
    final Phone phone;

    Courier(Workbench bench) {
        this(bench, bench.connect());
    }

    Courier(Workbench bench, Phone phone) {
        this.bench = bench;
        this.phone = phone;
    }

    BundlePart pull(BundleId bundle, int offset, int max) {
        var verdict =
                bench.say(phone, MessageKind.PULL, new BundlePull(bundle, offset, max).encoded());
        if (!verdict.equals(ACCEPTED)) {
            throw new AssertionError(verdict);
        }
        return part(bench.lastHeard);
    }

    static BundlePart part(List<Message> heard) {
        try {
            return BundlePart.parse(
                    heard.stream()
                            .filter(it -> it.kind() == MessageKind.PART)
                            .findFirst()
                            .orElseThrow()
                            .body());
        } catch (Malformed e) {
            throw new AssertionError(e);
        }
    }

    /// The module's bundle, in parts of this size.
    Bytes pullAll(int max) {
        var bytes = new ByteArrayOutputStream();
        var part = pull(BundleId.NONE, 0, max);
        bytes.writeBytes(part.chunk().toArray());
        while (bytes.size() < part.total()) {
            part = pull(part.bundle(), bytes.size(), max);
            bytes.writeBytes(part.chunk().toArray());
        }
        return Bytes.of(bytes.toByteArray());
    }

    SyncBundle.Up pulled() {
        return bench.platform.open(bench.m7, pullAll(4096));
    }

    static List<Receipt> receipts(SyncBundle.Up bundle) {
        return bundle.items().stream()
                .filter(it -> it.kind() == UpKind.RECEIPT.number())
                .map(it -> Workbench.receipt(it.content()))
                .toList();
    }

    Verdict push(Bytes sealed, int offset, int max) {
        return bench.say(phone, MessageKind.PUSH, BundlePart.cut(sealed, offset, max).encoded());
    }

    /// Pushes a bundle from its beginning.
    ///
    /// @return the verdict on the last part
    Verdict pushAll(Bytes sealed, int max) {
        var verdict = push(sealed, 0, max);
        for (int offset = max;
                offset < sealed.length() && verdict.equals(ACCEPTED);
                offset += max) {
            verdict = push(sealed, offset, max);
        }
        return verdict;
    }
}
