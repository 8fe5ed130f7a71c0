/// The settings of a module, checked before anything starts.
@NullMarked
package dev.coinless.edge.config;

import org.jspecify.annotations.NullMarked;
