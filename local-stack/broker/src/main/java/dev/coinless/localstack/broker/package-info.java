/// The local MQTT broker, in the place of AWS IoT Core: HiveMQ CE on loopback, as a process that
/// ends with its parent.
@NullMarked
package dev.coinless.localstack.broker;

import org.jspecify.annotations.NullMarked;
