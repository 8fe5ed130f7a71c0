/// The journal in SQLite.
@NullMarked
package dev.coinless.edge.io.sqlite;

import org.jspecify.annotations.NullMarked;
