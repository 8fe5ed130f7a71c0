/// Queues in memory, with visibility, redrive and their functions.
@NullMarked
package dev.coinless.localstack.cloud.queues;

import org.jspecify.annotations.NullMarked;
