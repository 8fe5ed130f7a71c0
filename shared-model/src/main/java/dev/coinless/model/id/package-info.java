/// The names of things: modules, grants, accounts, counters. Each is its own type.
@NullMarked
package dev.coinless.model.id;

import org.jspecify.annotations.NullMarked;
