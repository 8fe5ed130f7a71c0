/// What template.yaml says, as data; whatever is not understood stops the start with its name.
@NullMarked
package dev.coinless.localstack.cloud.template;

import org.jspecify.annotations.NullMarked;
