/// The platform's key certificates, how a module without network follows key rotation.
@NullMarked
package dev.coinless.model.keys;

import org.jspecify.annotations.NullMarked;
