/// MQTT by the AWS IoT Device SDK. Loaded only by a module that is configured for it: the one place
/// of the program that opens an IP socket.
@NullMarked
package dev.coinless.edge.io.mqtt;

import org.jspecify.annotations.NullMarked;
