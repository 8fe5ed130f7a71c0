/// Makes a past: sales of weeks in minutes, by the production classes of cloud and module in one
/// process, for tests that need many.
@NullMarked
package dev.coinless.lab.history;

import org.jspecify.annotations.NullMarked;
