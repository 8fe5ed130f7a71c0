/// The lab's controls as typed commands.
@NullMarked
package dev.coinless.lab.shell;

import org.jspecify.annotations.NullMarked;
