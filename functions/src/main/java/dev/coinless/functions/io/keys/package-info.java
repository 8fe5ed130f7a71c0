/// Where the root and the wrapping key are kept: AWS KMS, or files of a local deployment.
@NullMarked
package dev.coinless.functions.io.keys;

import org.jspecify.annotations.NullMarked;
