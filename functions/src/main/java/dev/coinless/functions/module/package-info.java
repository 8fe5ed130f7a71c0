/// Payment modules as the cloud knows them, and how far their receipts have come.
@NullMarked
package dev.coinless.functions.module;

import org.jspecify.annotations.NullMarked;
