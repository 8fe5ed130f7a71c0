/// Carries the changes of tables to the functions that follow them.
@NullMarked
package dev.coinless.localstack.cloud.streams;

import org.jspecify.annotations.NullMarked;
