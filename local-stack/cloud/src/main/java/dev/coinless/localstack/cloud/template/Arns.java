package dev.coinless.localstack.cloud.template;

/// The ARNs and addresses of local resources: the forms of AWS, with a fixed account.
public final class Arns {

    public static final String REGION = "eu-central-1";
    public static final String ACCOUNT = "000000000000";

    private Arns() {}

    public static String function(String name) {
        return arn("lambda", "function:" + name);
    }

    public static String queue(String name) {
        return arn("sqs", name);
    }

    public static String queueUrl(String name) {
        return "https://sqs." + REGION + ".amazonaws.com/" + ACCOUNT + "/" + name;
    }

    public static String table(String name) {
        return arn("dynamodb", "table/" + name);
    }

    public static String stream(String table) {
        return table(table) + "/stream/local";
    }

    public static String bucket(String name) {
        return "arn:aws:s3:::" + name;
    }

    public static String certificate(String id) {
        return arn("iot", "cert/" + id);
    }

    public static String thing(String name) {
        return arn("iot", "thing/" + name);
    }

    public static String rule(String name) {
        return arn("events", "rule/" + name);
    }

    public static String schedule(String name) {
        return arn("scheduler", "schedule/default/" + name);
    }

    static String other(String type, String logicalId) {
        return arn(type.split("::", -1)[1].toLowerCase(java.util.Locale.ROOT), logicalId);
    }

    private static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
    }
}
