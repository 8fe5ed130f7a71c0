package dev.coinless.edge.config;

/// A setting is missing or wrong; the message has its name, its value, and what to do.
public final class ConfigurationException extends Exception {

    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }
}
