package dev.coinless.edge.gate;

import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.present.HolderProof;
import java.util.Optional;

/// A well-formed object that asks to be admitted; nothing in it is believed yet.
///
/// @param proof the holder's, if the object came as a Presentation
public record Candidate(GrantToken token, Optional<HolderProof> proof) {}
