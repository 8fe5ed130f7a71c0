/// What operators decide about their modules after enrolment, and what the platform revokes.
@NullMarked
package dev.coinless.functions.operate;

import org.jspecify.annotations.NullMarked;
