/// IoT topic rules: from MQTT messages to queues.
@NullMarked
package dev.coinless.localstack.cloud.rules;

import org.jspecify.annotations.NullMarked;
