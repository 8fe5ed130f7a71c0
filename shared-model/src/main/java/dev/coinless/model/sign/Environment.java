package dev.coinless.model.sign;

import java.util.regex.Pattern;

/// Names a deployment (`prod`, `local`): signed objects of one are worthless in another.
///
/// @param name 1 to 32 of a-z, 0-9 and `-`
public record Environment(String name) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

    public Environment {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "environment must be 1 to 32 of a-z, 0-9 and '-', not '%s'".formatted(name));
        }
    }
}
