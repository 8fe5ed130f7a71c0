/// HTTP Message Signatures (RFC 9421) as phones make and functions check them.
@NullMarked
package dev.coinless.model.http;

import org.jspecify.annotations.NullMarked;
