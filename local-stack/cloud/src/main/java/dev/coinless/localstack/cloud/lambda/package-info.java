/// Functions as processes of AWS's own Java runtime, fed through the Lambda Runtime API.
@NullMarked
package dev.coinless.localstack.cloud.lambda;

import org.jspecify.annotations.NullMarked;
