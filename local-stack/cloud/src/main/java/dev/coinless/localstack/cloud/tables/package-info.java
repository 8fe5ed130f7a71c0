/// The way to the tables: DynamoDB Local, and AWS mode, which behaves as DynamoDB really does.
@NullMarked
package dev.coinless.localstack.cloud.tables;

import org.jspecify.annotations.NullMarked;
