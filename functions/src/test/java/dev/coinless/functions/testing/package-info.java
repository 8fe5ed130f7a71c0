/// Fakes for tests of the cloud, also for other modules: the table in memory with the manners of
/// AWS, the fixture's parties, and a clock that moves on demand.
@NullMarked
package dev.coinless.functions.testing;

import org.jspecify.annotations.NullMarked;
