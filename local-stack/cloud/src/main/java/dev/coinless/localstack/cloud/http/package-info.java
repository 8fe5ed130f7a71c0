/// The HTTP front: API Gateway's HTTP API events, and Lambda's Invoke API.
@NullMarked
package dev.coinless.localstack.cloud.http;

import org.jspecify.annotations.NullMarked;
