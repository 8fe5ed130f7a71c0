/// GATT: the service, its characteristics, and the framing of messages into writes and
/// notifications.
@NullMarked
package dev.coinless.model.radio;

import org.jspecify.annotations.NullMarked;
