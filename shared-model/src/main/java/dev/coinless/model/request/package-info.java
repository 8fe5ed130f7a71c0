/// Stage 2 on the request path: the selection at the machine, signed by the module.
@NullMarked
package dev.coinless.model.request;

import org.jspecify.annotations.NullMarked;
