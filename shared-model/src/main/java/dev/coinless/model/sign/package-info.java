/// Keys, signatures and the one envelope: COSE_Sign1 (RFC 9052) around CWT claims (RFC 8392).
@NullMarked
package dev.coinless.model.sign;

import org.jspecify.annotations.NullMarked;
