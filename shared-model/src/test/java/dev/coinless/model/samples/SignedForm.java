package dev.coinless.model.samples;

import dev.coinless.model.book.Header;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.cash.CashSales;
import dev.coinless.model.enrol.EnrolmentRequest;
import dev.coinless.model.grant.Binding;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.present.Intent;
import dev.coinless.model.present.Presentation;
import dev.coinless.model.receipt.Ack;
import dev.coinless.model.receipt.Checkpoint;
import dev.coinless.model.receipt.Evidence;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.request.AuthorizationRequest;
import dev.coinless.model.samples.SignedSample.Read;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.sync.Denylist;
import dev.coinless.model.sync.ModuleConfig;
import dev.coinless.model.sync.SyncBundle;
import dev.coinless.model.wire.Malformed;
import java.util.List;

/// Every form of signed object, so that one test can hold for all.
public enum SignedForm {
    GRANT_TO_HOLDER {
        @Override
        public SignedSample sample(Samples samples) {
            return grant(samples, new Binding.Holder(samples.bytes(16)));
        }
    },
    GRANT_FOR_REQUEST {
        @Override
        public SignedSample sample(Samples samples) {
            return grant(samples, new Binding.Request(samples.requestHash()));
        }
    },
    REQUEST {
        @Override
        public SignedSample sample(Samples samples) {
            var request = samples.request();
            var key = samples.keys().ed25519();
            var envelope = request.sign(key, SignedSample.ENVIRONMENT);
            return envelope(envelope, request, key, AuthorizationRequest::decode);
        }
    },
    RECEIPT_WITH_PROOF {
        @Override
        public SignedSample sample(Samples samples) {
            return receipt(samples, samples.holderEvidence());
        }
    },
    RECEIPT_FOR_REQUEST {
        @Override
        public SignedSample sample(Samples samples) {
            return receipt(samples, samples.requestEvidence());
        }
    },
    CHECKPOINT {
        @Override
        public SignedSample sample(Samples samples) {
            var checkpoint = samples.checkpoint();
            var key = samples.keys().ed25519();
            var envelope = checkpoint.sign(key, SignedSample.ENVIRONMENT);
            return envelope(envelope, checkpoint, key, Checkpoint::decode);
        }
    },
    ACK {
        @Override
        public SignedSample sample(Samples samples) {
            var ack = samples.ack();
            var key = samples.keys().ed25519();
            var envelope = ack.sign(samples.serial(), key, SignedSample.ENVIRONMENT);
            return envelope(envelope, ack, key, Ack::decode);
        }
    },
    KEYCERT {
        @Override
        public SignedSample sample(Samples samples) {
            var cert = samples.keyCert();
            var root = samples.keys().ed25519();
            var roots = List.of(samples.keys().ed25519().publicKey(), root.publicKey());
            var envelope = cert.signedBy(root.publicKey(), root, SignedSample.ENVIRONMENT);
            return new SignedSample(
                    ObjectType.KEYCERT,
                    cert,
                    envelope.encoded(),
                    root,
                    (encoded, environment) -> {
                        var read = KeyCert.verify(encoded, roots, environment);
                        return new Read(read.orElse(cert), read.isPresent());
                    });
        }
    },
    ENROL {
        @Override
        public SignedSample sample(Samples samples) {
            var key = samples.keys().ed25519();
            var request =
                    new EnrolmentRequest(
                            samples.module(), key.publicKey(), samples.keys().x25519().publicKey());
            var text = request.toText(key, SignedSample.ENVIRONMENT);
            var prefix = text.substring(0, text.indexOf('.') + 1);
            return new SignedSample(
                    ObjectType.ENROL,
                    request,
                    Bytes.fromBase64Url(text.substring(prefix.length())),
                    key,
                    (encoded, environment) ->
                            new Read(
                                    EnrolmentRequest.parse(
                                            prefix + encoded.base64Url(), environment),
                                    true));
        }
    },
    BUNDLE_UP {
        @Override
        public SignedSample sample(Samples samples) {
            var bundle = new SyncSamples(samples).up();
            var key = samples.keys().ed25519();
            return envelope(
                    bundle.sign(key, SignedSample.ENVIRONMENT), bundle, key, SyncBundle.Up::decode);
        }
    },
    BUNDLE_DOWN {
        @Override
        public SignedSample sample(Samples samples) {
            var bundle = new SyncSamples(samples).down();
            var key = samples.keys().ed25519();
            var envelope = bundle.sign(samples.serial(), key, SignedSample.ENVIRONMENT);
            return envelope(envelope, bundle, key, SyncBundle.Down::decode);
        }
    },
    CONFIG {
        @Override
        public SignedSample sample(Samples samples) {
            var config = new SyncSamples(samples).config();
            var key = samples.keys().ed25519();
            var envelope = config.sign(samples.serial(), key, SignedSample.ENVIRONMENT);
            return envelope(envelope, config, key, ModuleConfig::decode);
        }
    },
    DENYLIST {
        @Override
        public SignedSample sample(Samples samples) {
            var denylist = new SyncSamples(samples).denylist();
            var key = samples.keys().ed25519();
            var envelope = denylist.sign(samples.serial(), key, SignedSample.ENVIRONMENT);
            return envelope(envelope, denylist, key, Denylist::decode);
        }
    },
    HEADER {
        @Override
        public SignedSample sample(Samples samples) {
            var header = new BookSamples(samples).header();
            var key = samples.keys().ed25519();
            var signed = header.sign(samples.serial(), key, SignedSample.ENVIRONMENT);
            return envelope(signed.envelope(), header, key, Header::decode);
        }
    },
    CASH {
        @Override
        public SignedSample sample(Samples samples) {
            var sales = new CashSamples(samples).batch();
            var key = samples.keys().ed25519();
            return envelope(
                    sales.sign(key, SignedSample.ENVIRONMENT), sales, key, CashSales::decode);
        }
    },
    PRESENTATION {
        @Override
        public SignedSample sample(Samples samples) {
            var holder = samples.keys().es256();
            var confirmation = holder.publicKey().thumbprint().confirmation();
            var grant = samples.grant(new Binding.Holder(confirmation));
            var token =
                    grant.sign(
                            samples.serial(), samples.keys().ed25519(), SignedSample.ENVIRONMENT);
            var nonce = samples.bytes(16);
            var intent = samples.oneOf(Intent.values());
            var presentation =
                    Presentation.of(token, holder, nonce, intent, SignedSample.ENVIRONMENT);
            return new SignedSample(
                    ObjectType.PRESENT,
                    presentation,
                    presentation.encoded(),
                    holder,
                    (encoded, environment) -> {
                        var read = Presentation.parse(encoded);
                        return new Read(
                                read,
                                read.proofFor(nonce)
                                        .proves(
                                                new Binding.Holder(confirmation),
                                                read.token().sha256(),
                                                environment));
                    });
        }
    };

    public abstract SignedSample sample(Samples samples);

    private static SignedSample grant(Samples samples, Binding binding) {
        var grant = samples.grant(binding);
        var key = samples.keys().ed25519();
        var token = grant.sign(samples.serial(), key, SignedSample.ENVIRONMENT);
        return new SignedSample(
                ObjectType.GRANT,
                grant,
                token.encoded(),
                key,
                (encoded, environment) -> {
                    var read = GrantToken.parse(encoded);
                    return new Read(read.grant(), read.isSignedBy(key.publicKey(), environment));
                });
    }

    private static SignedSample receipt(Samples samples, Evidence evidence) {
        var receipt = samples.receipt(evidence);
        var key = samples.keys().ed25519();
        return envelope(receipt.sign(key, SignedSample.ENVIRONMENT), receipt, key, Receipt::decode);
    }

    private interface Decoder {
        Object decode(Envelope envelope) throws Malformed;
    }

    private static SignedSample envelope(
            Envelope envelope, Object object, Ed25519PrivateKey key, Decoder decoder) {
        return new SignedSample(
                envelope.type(),
                object,
                envelope.encoded(),
                key,
                (encoded, environment) -> {
                    var read = Envelope.parse(envelope.type(), encoded);
                    return new Read(
                            decoder.decode(read), read.isSignedBy(key.publicKey(), environment));
                });
    }
}
