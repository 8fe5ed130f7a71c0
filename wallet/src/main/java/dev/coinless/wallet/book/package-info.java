/// The phone as a witness of the Book: what it believes of the platform's headers and proofs.
@NullMarked
package dev.coinless.wallet.book;

import org.jspecify.annotations.NullMarked;
