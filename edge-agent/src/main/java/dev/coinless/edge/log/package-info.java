/// The log's port and the stage words in it.
@NullMarked
package dev.coinless.edge.log;

import org.jspecify.annotations.NullMarked;
