/// Proofs that take longer than a test may, each also run in small by the tests.
@NullMarked
package dev.coinless.lab.prove;

import org.jspecify.annotations.NullMarked;
