package dev.coinless.functions.io.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.functions.ledger.Pace;
import dev.coinless.functions.module.ModuleControl;
import dev.coinless.functions.module.Progress;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.functions.testing.Samples;
import dev.coinless.model.sync.Denylist;
import dev.coinless.model.sync.Version;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Items of earlier versions of this program are read, those of later ones are not guessed at.
class ItemFormTest {
    final Samples samples = new Samples(9);
    final MemoryDynamo dynamo = new MemoryDynamo();
    final Table table = new Table(dynamo, "coinless");
    final DynamoAccounts accounts = new DynamoAccounts(table);
    final DynamoModules modules = new DynamoModules(table);

    @Test
    void anAccountFromBeforeGrantsWereCountedIsRead() {
        var account = samples.account(1000);
        accounts.openIfAbsent(account);
        change("A#", Map.of(), Set.of("v", "pmn", "pct"));

        var read = accounts.account(account.id()).orElseThrow();

        assertThat(read).isEqualTo(account);
        assertThat(read.conduct().pace()).isEqualTo(Pace.NONE);
        accounts.openIfAbsent(read);
        assertThat(read.paced(Samples.NOW).conduct().pace().in(Samples.NOW)).isEqualTo(1);
    }

    @Test
    void aModuleFromBeforeSealingKeysWereKeptIsRead() {
        var module = samples.module();
        var _ = modules.put(module);
        for (var item : dynamo.itemsOf("M#").toList()) {
            var old = new HashMap<>(item);
            old.remove("v");
            var generation = new HashMap<>(old.get("gen").l().getFirst().m());
            generation.remove("slk");
            old.put(
                    "gen",
                    AttributeValue.fromL(java.util.List.of(AttributeValue.fromM(generation))));
            dynamo.force(old);
        }

        var read = modules.module(module.id()).orElseThrow();

        assertThat(read.current().sealingKey()).isEmpty();
        assertThat(read.current().signingKey()).isEqualTo(module.current().signingKey());
    }

    @Test
    void anItemOfALaterVersionIsRefusedWithWhatToDo() {
        var account = samples.account(0);
        var redemptions = new DynamoRedemptions(table);
        var operations = new DynamoOperations(table);
        accounts.openIfAbsent(account);
        var _ = modules.put(samples.module());
        var _ = redemptions.advance(progress());
        var _ = operations.put(ModuleControl.none(Samples.M7).configured(Map.of(), Map.of()));
        var _ = operations.put(new Denylist(new Version(1), Set.of(), Set.of()));
        for (var prefix : new String[] {"A#", "M#", "P#", "C#", "D#"}) {
            change(prefix, Map.of("v", AttributeValue.fromN("99")), Set.of());
        }

        assertNewer("A#", () -> accounts.account(account.id()));
        assertNewer("M#", () -> modules.module(Samples.M7));
        assertNewer("P#", () -> redemptions.progress(Samples.M7));
        assertNewer("C#", () -> operations.control(Samples.M7));
        assertNewer("D#", operations::denylist);
    }

    @Test
    void everyItemSaysItsForm() {
        accounts.openIfAbsent(samples.account(0));
        var _ = modules.put(samples.module());

        assertThat(dynamo.itemsOf("A#")).allMatch(item -> item.get("v").n().equals("3"));
        assertThat(dynamo.itemsOf("M#")).allMatch(item -> item.get("v").n().equals("3"));
    }

    private static Progress progress() {
        var none = Progress.none(Samples.M7);
        return none.with(none.of(new dev.coinless.model.id.Generation(1)).quarantine());
    }

    private static void assertNewer(String prefix, Runnable read) {
        assertThatThrownBy(read::run)
                .hasMessageStartingWith("item " + prefix)
                .hasMessageContaining("has form 99")
                .hasMessageEndingWith("deploy the newer program");
    }

    private void change(String prefix, Map<String, AttributeValue> put, Set<String> removed) {
        for (var item : dynamo.itemsOf(prefix).toList()) {
            var other = new HashMap<>(item);
            other.putAll(put);
            other.keySet().removeAll(removed);
            dynamo.force(other);
        }
    }
}
