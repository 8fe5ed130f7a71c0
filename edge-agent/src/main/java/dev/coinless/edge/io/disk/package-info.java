/// Settings, keys and enrolment files on disk, and the log on standard error.
@NullMarked
package dev.coinless.edge.io.disk;

import org.jspecify.annotations.NullMarked;
