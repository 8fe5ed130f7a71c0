/// One scene of a test or a demo: the air, machines with their modules, phones.
@NullMarked
package dev.coinless.lab.world;

import org.jspecify.annotations.NullMarked;
