package dev.coinless.localstack.cloud.template;

import java.util.Map;
import java.util.Optional;

/// What `Ref` and `GetAtt` answer.
///
/// @param refs by logical id, parameter or pseudo parameter
/// @param attributes by `LogicalId.Attribute`
record Names(Map<String, String> refs, Map<String, String> attributes) {

    Names {
        refs = Map.copyOf(refs);
        attributes = Map.copyOf(attributes);
    }

    Optional<String> ref(String name) {
        return Optional.ofNullable(refs.get(name));
    }

    Optional<String> attribute(String dotted) {
        return Optional.ofNullable(attributes.get(dotted));
    }
}
