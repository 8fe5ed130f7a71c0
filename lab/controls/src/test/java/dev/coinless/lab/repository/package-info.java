/// What the whole repository must keep to, where no compiler looks.
@NullMarked
package dev.coinless.lab.repository;

import org.jspecify.annotations.NullMarked;
