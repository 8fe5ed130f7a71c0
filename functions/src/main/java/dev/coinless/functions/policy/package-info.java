/// The limits of what may be had: one evaluator for all of them, each refusal with its reason.
@NullMarked
package dev.coinless.functions.policy;

import org.jspecify.annotations.NullMarked;
