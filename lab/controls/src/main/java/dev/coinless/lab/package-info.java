/// The lab: the whole system as real processes on one machine, and the controls that test it from
/// outside.
@NullMarked
package dev.coinless.lab;

import org.jspecify.annotations.NullMarked;
