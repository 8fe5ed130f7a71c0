/// Keys whose signatures are hashes, under the names of the real ones: a class path with these
/// first runs a million schedules in the time that a thousand take with real signatures.
@NullMarked
package dev.coinless.model.sign;

import org.jspecify.annotations.NullMarked;
