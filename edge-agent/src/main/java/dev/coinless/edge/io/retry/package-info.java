/// How often something that is not there is looked for again, and spoken of.
@NullMarked
package dev.coinless.edge.io.retry;

import org.jspecify.annotations.NullMarked;
