/// The local cloud under the lab's control, and the operator's calls to it.
@NullMarked
package dev.coinless.lab.cloud;

import org.jspecify.annotations.NullMarked;
