package dev.coinless.localstack.cloud.template;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Resolves `Ref`, `Sub`, `GetAtt` and `Join`; any other intrinsic is a [TemplateProblem].
final class Intrinsics {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]+)}");

    private final Names names;

    Intrinsics(Names names) {
        this.names = names;
    }

    /// The text of a scalar or of an intrinsic.
    String textOf(Value value) {
        return switch (value) {
            case Value.Text(var text, _, _) -> text;
            case Value.Call call -> call(call);
            case Value.Items _, Value.Fields _ ->
                    throw new TemplateProblem("a text is expected here", value.where());
        };
    }

    /// Resolves everything below a value, only to find what is not understood.
    void check(Value value) {
        switch (value) {
            case Value.Text _ -> {}
            case Value.Call call -> call(call);
            case Value.Items(var values, _) -> values.forEach(this::check);
            case Value.Fields(var values, _) -> values.values().forEach(this::check);
        }
    }

    private String call(Value.Call call) {
        return switch (call.name()) {
            case "Ref" -> ref(textOf(call.argument()), call.where());
            case "GetAtt" -> attribute(dotted(call.argument()), call.where());
            case "Sub" -> sub(call.argument());
            case "Join" -> join(call);
            default -> throw new TemplateProblem("unknown intrinsic !" + call.name(), call.where());
        };
    }

    private String ref(String name, Where where) {
        return names.ref(name)
                .orElseThrow(() -> new TemplateProblem("!Ref to unknown " + name, where));
    }

    private String attribute(String dotted, Where where) {
        return names.attribute(dotted)
                .orElseThrow(() -> new TemplateProblem("!GetAtt of unknown " + dotted, where));
    }

    private String dotted(Value argument) {
        return switch (argument) {
            case Value.Items(var parts, _) ->
                    parts.stream().map(this::textOf).collect(Collectors.joining("."));
            case Value.Text _, Value.Call _, Value.Fields _ -> textOf(argument);
        };
    }

    private String sub(Value argument) {
        if (argument instanceof Value.Items(var parts, var where)) {
            if (parts.size() != 2 || !(parts.get(1) instanceof Value.Fields(var fields, _))) {
                throw new TemplateProblem("!Sub takes a text, or a text and names", where);
            }
            var own = new HashMap<String, String>();
            fields.forEach((key, value) -> own.put(key, textOf(value)));
            return substitute(textOf(parts.get(0)), own, where);
        }
        return substitute(textOf(argument), Map.of(), argument.where());
    }

    private String substitute(String text, Map<String, String> own, Where where) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match -> {
                    if (!match.group(1).isEmpty()) {
                        return Matcher.quoteReplacement("${" + match.group(2) + "}");
                    }
                    return Matcher.quoteReplacement(named(match.group(2), own, where));
                });
    }

    private String named(String name, Map<String, String> own, Where where) {
        return Optional.ofNullable(own.get(name))
                .or(() -> names.ref(name))
                .or(() -> names.attribute(name))
                .orElseThrow(() -> new TemplateProblem("!Sub of unknown ${" + name + "}", where));
    }

    private String join(Value.Call call) {
        if (call.argument() instanceof Value.Items(var parts, _)
                && parts.size() == 2
                && parts.get(1) instanceof Value.Items(var texts, _)) {
            return texts.stream()
                    .map(this::textOf)
                    .collect(Collectors.joining(textOf(parts.get(0))));
        }
        throw new TemplateProblem("!Join takes a separator and a list", call.where());
    }
}
