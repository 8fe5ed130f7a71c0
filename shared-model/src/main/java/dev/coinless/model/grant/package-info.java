/// Stage 3, issue: the grant, the platform's signed permission for one machine to vend.
@NullMarked
package dev.coinless.model.grant;

import org.jspecify.annotations.NullMarked;
