package dev.coinless.localstack.cloud.template;

/// A place in the template.
///
/// @param line from 1
/// @param path the keys that lead there, joined by dots
public record Where(int line, String path) {

    Where child(int childLine, String key) {
        return new Where(childLine, path.isEmpty() ? key : path + "." + key);
    }

    @Override
    public String toString() {
        return "line " + line + " (" + path + ")";
    }
}
