package dev.coinless.functions.source;

import dev.coinless.model.bytes.Bytes;
import java.nio.ByteBuffer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/// What stands for a source within one hour: 20 bits of an HMAC of its prefix under the hour's key.
///
/// The key is forgotten when the hour is over. Even with it, from a backup, each of the 1,048,576
/// buckets is that of 4,096 IPv4 addresses, so nobody can say whose it was; and a source shares its
/// bucket with one of a thousand others with a probability of 0.1 %.
///
/// @param hour since 1970
public record Bucket(long hour, What what, int number) {

    /// What is counted.
    public enum What {
        /// Accounts that were registered, or tried to.
        REGISTRATION,
        /// Requests whose signature was no good.
        FAILURE
    }

    private static final int BITS = 20;

    static Bucket of(HourKey key, What what, Source source) {
        var mac = new HMac(new SHA256Digest());
        mac.init(new KeyParameter(key.key().toArray()));
        var message = Bytes.concat(Bytes.utf8(what.name()), source.prefix()).toArray();
        mac.update(message, 0, message.length);
        var out = new byte[mac.getMacSize()];
        mac.doFinal(out, 0);
        return new Bucket(
                key.hour(), what, ByteBuffer.wrap(out).getInt() >>> (Integer.SIZE - BITS));
    }
}
