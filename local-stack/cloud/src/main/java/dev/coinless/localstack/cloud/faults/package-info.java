/// What the lab lets go wrong on purpose, by name and count, on top of AWS mode's chance.
@NullMarked
package dev.coinless.localstack.cloud.faults;

import org.jspecify.annotations.NullMarked;
