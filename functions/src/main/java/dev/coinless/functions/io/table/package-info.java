/// The one DynamoDB table: how items look and the adapters of every stage's port.
@NullMarked
package dev.coinless.functions.io.table;

import org.jspecify.annotations.NullMarked;
