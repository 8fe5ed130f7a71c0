/// Benchmarks: each figure stands beside a peer or a physical limit measured in the same run.
@NullMarked
package dev.coinless.bench;

import org.jspecify.annotations.NullMarked;
