/// The port through which every program gets the time; the model itself never asks for it.
@NullMarked
package dev.coinless.model.time;

import org.jspecify.annotations.NullMarked;
