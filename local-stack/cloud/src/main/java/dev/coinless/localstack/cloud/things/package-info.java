/// IoT Core's registry: things, their certificates, and the policies that the broker enforces.
@NullMarked
package dev.coinless.localstack.cloud.things;

import org.jspecify.annotations.NullMarked;
