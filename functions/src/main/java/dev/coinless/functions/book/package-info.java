/// The Book, derived from the items that hold the money: entries in lanes, sealed into blocks,
/// covered by signed headers. Whatever the order or the number of times that changes arrive, the
/// same set of entries comes out.
@NullMarked
package dev.coinless.functions.book;

import org.jspecify.annotations.NullMarked;
