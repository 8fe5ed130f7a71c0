/// The local cloud: reads template.yaml and runs what it describes on this machine.
@NullMarked
package dev.coinless.localstack.cloud;

import org.jspecify.annotations.NullMarked;
