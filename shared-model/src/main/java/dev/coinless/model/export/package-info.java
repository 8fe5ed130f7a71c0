/// The Book as one file that anybody can check without the system: how it is written and how it is
/// verified, line by line.
@NullMarked
package dev.coinless.model.export;

import org.jspecify.annotations.NullMarked;
