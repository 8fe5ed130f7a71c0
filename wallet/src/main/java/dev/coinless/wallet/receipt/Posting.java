package dev.coinless.wallet.receipt;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.RequestId;

/// Something a module signed that the cloud has not seen yet. Kept until the cloud has answered.
public record Posting(Kind kind, Bytes object) {
    /// What it is, and where it goes.
    public enum Kind {
        RECEIPT("/v1/receipts", "receipt"),
        CHECKPOINT("/v1/checkpoints", "checkpoint"),
        /// Carried for a module, and kept in the satchel rather than in the wallet.
        BUNDLE("/v1/bundles", "bundle");

        private final String path;
        private final String field;

        Kind(String path, String field) {
            this.path = path;
            this.field = field;
        }

        public String path() {
            return path;
        }

        /// The request's only field.
        public String field() {
            return field;
        }
    }

    /// The request id follows from the object, so that every repeat, also one after a crash, is the
    /// same request.
    public RequestId requestId() {
        return new RequestId(object.sha256().first(RequestId.LENGTH));
    }
}
