/// The main job as a story: one purchase from advertisement to settled receipt.
@NullMarked
package dev.coinless.lab.demo;

import org.jspecify.annotations.NullMarked;
