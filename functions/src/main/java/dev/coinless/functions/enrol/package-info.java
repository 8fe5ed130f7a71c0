/// Enrolment: a module's keys become known, and it gets its secret and the keys to trust.
@NullMarked
package dev.coinless.functions.enrol;

import org.jspecify.annotations.NullMarked;
