package dev.coinless.provisioning;

import com.fasterxml.jackson.databind.JsonNode;

/// Calls the deployment's functions directly.
public interface Functions {

    /// Calls a function by its name in template.yaml and waits for its answer.
    ///
    /// @throws Problem if it refused, failed or could not be reached
    JsonNode invoke(String function, JsonNode input) throws Problem;
}
