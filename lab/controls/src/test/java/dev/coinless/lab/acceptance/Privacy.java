package dev.coinless.lab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.lab.raw.TableContents;
import dev.coinless.lab.world.World;
import dev.coinless.model.sync.ModuleSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Check 5: what may be stored is a fixed list of attributes, none of which can say who somebody
/// is, and neither a table nor a function's log has an e-mail address, a phone number or an IP
/// address.
final class Privacy {

    /// All attributes of all items. A new one is put here by somebody who has thought about it.
    private static final Set<String> ATTRIBUTES =
            Set.of(
                    // keys, index, versions, time to live, states
                    "pk",
                    "sk",
                    "ipk",
                    "isk",
                    "ver",
                    "ttl",
                    "st",
                    // accounts, entries, holds: keys, money, counters
                    "acc",
                    "key",
                    "cur",
                    "avl",
                    "hld",
                    "hds",
                    "rva",
                    "rvn",
                    "amt",
                    "bal",
                    "cap",
                    "at",
                    "eat",
                    "evr",
                    "knd",
                    "req",
                    "tok",
                    "rcp",
                    "g",
                    "m",
                    "c",
                    "cnt",
                    "op",
                    // debts, liens, sales, refunds; entries between the first and the last
                    "dbt",
                    "lin",
                    "sls",
                    "slf",
                    "rla",
                    "spd",
                    "spa",
                    "rfn",
                    "rfa",
                    "ekd",
                    "rsk",
                    "erl",
                    "ctr",
                    "grt",
                    // claims for refunds
                    "rid",
                    "dat",
                    // modules, progress and receipts; "nam" is the machine's name
                    "nam",
                    "lic",
                    "prc",
                    // a pulse machine's lines
                    "lns",
                    "n",
                    "val",
                    "min",
                    "max",
                    "gen",
                    "fs",
                    "sgn",
                    "sel",
                    "seq",
                    "hsh",
                    "prv",
                    "clf",
                    "cls",
                    "lsf",
                    "lss",
                    "spt",
                    "qrt",
                    "jdg",
                    "slk",
                    "net",
                    // what operators decide: settings, prices, service; the denylist
                    "v",
                    "cfg",
                    "set",
                    "out",
                    "upt",
                    "sbj",
                    // sales for coins: signed, from which number on, chain
                    "csh",
                    "frm",
                    "chn",
                    // what was put aside of a bundle, and how many grants in which minute
                    "itm",
                    "why",
                    "pmn",
                    "pct",
                    // the Book: where entries, blocks and nodes of logs are; exposure of modules
                    "app",
                    "tip",
                    "ent",
                    "lan",
                    "idx",
                    "num",
                    "opn",
                    "lst",
                    "hdr",
                    "pks",
                    // the platform's keys
                    "crt",
                    "wrp");

    /// Members of a map from items of a machine to prices.
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");

    private static final Pattern PERSONAL =
            Pattern.compile(
                    "[A-Za-z0-9._-]+@[A-Za-z0-9-]+\\.[A-Za-z]{2,}"
                            + "|(?<![0-9A-Za-z])\\+[0-9][0-9 ()/-]{6,}[0-9]"
                            + "|(?<![0-9.])(?!127\\.0\\.0\\.1)[0-9]{1,3}(\\.[0-9]{1,3}){3}(?![0-9.])"
                            + "|(?<![0-9A-Fa-f:])([0-9a-f]{1,4}:){7}[0-9a-f]{1,4}");

    private Privacy() {}

    static void check(World world) {
        TableContents.of(world.cloud())
                .forEach((key, item) -> {
                    item.properties()
                            .forEach(each -> {
                                checkName(key, each.getKey());
                                checkValue(key, each.getValue());
                            });
                });
        checkLogs(world.cloud().run().root().resolve("cloud").resolve("log"));
    }

    private static void checkName(String key, String name) {
        assertThat(
                        ATTRIBUTES.contains(name)
                                || NUMBER.matcher(name).matches()
                                || ModuleSetting.ofLabel(name).isPresent())
                .as("attribute %s of %s is on the list of what may be stored", name, key)
                .isTrue();
    }

    private static void checkValue(String key, JsonNode value) {
        if (value.has("M")) {
            value.path("M")
                    .properties()
                    .forEach(each -> {
                        checkName(key, each.getKey());
                        checkValue(key, each.getValue());
                    });
        } else if (value.has("L")) {
            value.path("L").forEach(each -> checkValue(key, each));
        } else if (value.has("S")) {
            var text = value.path("S").asText();
            assertThat(PERSONAL.matcher(text).find()).as("%s: %s is personal", key, text).isFalse();
        }
    }

    /// What the functions write down; API Gateway's own access log is off in the template.
    private static void checkLogs(Path folder) {
        try (Stream<Path> logs = Files.list(folder)) {
            for (var log : logs.toList()) {
                for (var line : Files.readAllLines(log)) {
                    assertThat(PERSONAL.matcher(line).find())
                            .as("%s: '%s' is personal", log.getFileName(), line)
                            .isFalse();
                }
            }
        } catch (IOException e) {
            throw new AssertionError("cannot read the functions' logs", e);
        }
    }
}
