/// The two files that carry an enrolment between a module without network and the cloud.
@NullMarked
package dev.coinless.model.enrol;

import org.jspecify.annotations.NullMarked;
