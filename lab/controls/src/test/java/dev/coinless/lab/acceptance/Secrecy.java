package dev.coinless.lab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.lab.raw.RawAccount;
import dev.coinless.lab.world.Module;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import dev.coinless.model.bytes.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Nothing secret is in any log: no token, no key.
final class Secrecy {

    /// Values that are long enough to be keys, in hexadecimal or base64url.
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{43,}");

    private Secrecy() {}

    static void check(World world) {
        var secrets = new HashSet<String>();
        world.machines().forEach(machine -> secrets.addAll(keysOf(machine.module())));
        world.phones().forEach(phone -> secrets.addAll(tokensOf(phone)));
        try (Stream<Path> logs = Files.walk(world.cloud().run().root())) {
            for (var log : logs.filter(path -> path.toString().endsWith(".log")).toList()) {
                var text = Files.readString(log);
                assertThat(secrets.stream().filter(text::contains))
                        .as("secrets in %s", log)
                        .isEmpty();
            }
        } catch (IOException e) {
            throw new AssertionError("cannot read the logs", e);
        }
    }

    /// What the module keeps to itself.
    private static Set<String> keysOf(Module module) {
        var keys = new HashSet<String>();
        try {
            for (var line : Files.readAllLines(module.state().resolve("identity.properties"))) {
                var value = KEY.matcher(line.substring(line.indexOf('=') + 1));
                while (value.find()) {
                    keys.add(value.group());
                }
            }
        } catch (IOException e) {
            throw new AssertionError("cannot read the module's keys", e);
        }
        assertThat(keys).as("keys of a module").isNotEmpty();
        return keys;
    }

    /// The grant tokens that a phone was given, as text and as hexadecimal.
    private static Set<String> tokensOf(Phone phone) {
        var tokens = new HashSet<String>();
        for (var exchange : phone.httpWire()) {
            try {
                var token =
                        RawAccount.JSON
                                .readTree(exchange.path("body").asText("{}"))
                                .path("grantToken")
                                .asText();
                if (!token.isEmpty()) {
                    tokens.add(token);
                    tokens.add(Bytes.fromBase64Url(token).hex());
                }
            } catch (IOException notJson) {
                throw new AssertionError("an HTTP body that is not JSON", notJson);
            }
        }
        return tokens;
    }
}
