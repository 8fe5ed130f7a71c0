package dev.coinless.functions.sync;

import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.sync.BundleItem;
import java.time.Instant;

/// An item of a genuine bundle that is no good by itself, put aside for whoever looks after the
/// module.
///
/// @param reason what was wrong with it
/// @param until when it may be forgotten
public record BadItem(
        ModuleId module, Generation generation, BundleItem item, String reason, Instant until) {}
