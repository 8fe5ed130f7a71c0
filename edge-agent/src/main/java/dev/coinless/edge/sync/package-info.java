/// What the module and the platform exchange by whatever way there is: bundles up, built of what
/// waits in the journal, and bundles down, of which only what is newer applies.
@NullMarked
package dev.coinless.edge.sync;

import org.jspecify.annotations.NullMarked;
