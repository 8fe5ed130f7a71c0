/// Functions that run by the clock.
@NullMarked
package dev.coinless.localstack.cloud.schedules;

import org.jspecify.annotations.NullMarked;
