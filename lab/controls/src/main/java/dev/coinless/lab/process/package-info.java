/// Starting, steering and ending child processes.
@NullMarked
package dev.coinless.lab.process;

import org.jspecify.annotations.NullMarked;
