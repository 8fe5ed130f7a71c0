/// Where the built programs are.
@NullMarked
package dev.coinless.lab.home;

import org.jspecify.annotations.NullMarked;
