package dev.coinless.edge.io.disk;

import dev.coinless.edge.config.ConfigurationException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/// The file with the module's settings, lines of `name=value`.
public final class SettingsFile {

    private SettingsFile() {}

    public static Map<String, String> read(Path file) throws ConfigurationException {
        var properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(file)));
        } catch (IOException e) {
            throw new ConfigurationException(
                    "cannot read the settings file %s (%s): make it, or name another with --config"
                            .formatted(file, e));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "the settings file %s is damaged: %s".formatted(file, e.getMessage()));
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }
}
