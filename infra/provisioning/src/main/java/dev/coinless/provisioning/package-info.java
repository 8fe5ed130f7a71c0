/// The operator's command line: makes a deployment's keys and calls the functions that no phone may
/// call.
@NullMarked
package dev.coinless.provisioning;

import org.jspecify.annotations.NullMarked;
