/// What the lab puts into the product's processes to move their clocks and cut their power. Never
/// part of a product.
@NullMarked
package dev.coinless.lab.adapters;

import org.jspecify.annotations.NullMarked;
