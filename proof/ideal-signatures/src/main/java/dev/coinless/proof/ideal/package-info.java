/// Where the stand-ins for signatures and seals are found by the proofs that want them.
@NullMarked
package dev.coinless.proof.ideal;

import org.jspecify.annotations.NullMarked;
