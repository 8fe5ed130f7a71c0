/// A person decides: sales in doubt, and holds that no receipt can end any more.
@NullMarked
package dev.coinless.functions.review;

import org.jspecify.annotations.NullMarked;
