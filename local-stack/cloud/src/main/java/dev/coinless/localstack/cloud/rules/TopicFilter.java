package dev.coinless.localstack.cloud.rules;

/// An MQTT topic filter (MQTT 5, 4.7).
///
/// @param text with `+` for one level and `#` for all that follow
record TopicFilter(String text) {

    boolean matches(String topic) {
        var filter = text.split("/", -1);
        var levels = topic.split("/", -1);
        for (int i = 0; i < filter.length; i++) {
            if (filter[i].equals("#")) {
                return true;
            }
            if (i >= levels.length || !(filter[i].equals("+") || filter[i].equals(levels[i]))) {
                return false;
            }
        }
        return filter.length == levels.length;
    }
}
