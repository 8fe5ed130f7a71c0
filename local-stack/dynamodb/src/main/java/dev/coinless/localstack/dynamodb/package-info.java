/// The local table store: DynamoDB Local on a loopback port, as a process that ends with its
/// parent.
@NullMarked
package dev.coinless.localstack.dynamodb;

import org.jspecify.annotations.NullMarked;
