package dev.coinless.edge.io.mqtt;

import dev.coinless.model.id.ModuleId;

/// A module's own topics.
///
/// @param ingest what comes before each topic that the module publishes to, such as AWS's basic
///   ingest `$aws/rules/RULE/`; empty for nothing
record Topics(ModuleId module, String ingest) {

    /// Where the module says what it has and holds.
    String upBundle() {
        return ingest + "coinless/" + module + "/up/bundle";
    }

    /// Where the broker says that the module was lost. Never behind the ingest prefix: no rule, but
    /// whoever watches the fleet listens to it.
    String lost() {
        return "coinless/" + module + "/up/lost";
    }

    /// Where the platform answers.
    String downBundle() {
        return "coinless/" + module + "/down/bundle";
    }
}
