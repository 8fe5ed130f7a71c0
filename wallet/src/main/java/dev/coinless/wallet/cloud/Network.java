package dev.coinless.wallet.cloud;

import dev.coinless.model.bytes.Bytes;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// Port to the network: one HTTP exchange, no redirect, no retry.
///
/// Blocks its caller for a bounded time; safe for use by several threads.
public interface Network {
    /// A request as it goes out.
    ///
    /// @param headers with names in lower case
    record Call(String method, String path, Map<String, String> headers, Bytes body) {
        public Call {
            headers = Map.copyOf(headers);
        }
    }

    /// An answer as it came in, whatever its status.
    ///
    /// @param retryAfter the header's seconds, if it was there and a number
    record Answer(int status, Optional<Long> retryAfter, Bytes body) {}

    /// Sends and waits for the answer.
    ///
    /// @throws NetworkFailure if no answer came
    Answer exchange(Call call) throws NetworkFailure;

    /// Host, and port unless it is the scheme's default: what requests are signed for.
    String authority();

    /// No answer came.
    final class NetworkFailure extends IOException {
        private static final long serialVersionUID = 1L;
        private final boolean reached;

        /// Says why.
        ///
        /// @param reached whether the request may have arrived nevertheless
        public NetworkFailure(String message, boolean reached) {
            super(message);
            this.reached = reached;
        }

        public boolean reached() {
            return reached;
        }
    }
}
