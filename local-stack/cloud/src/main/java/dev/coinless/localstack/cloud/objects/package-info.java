/// S3: the few operations that functions use.
@NullMarked
package dev.coinless.localstack.cloud.objects;

import org.jspecify.annotations.NullMarked;
