package dev.coinless.wallet.phone;

import static dev.coinless.wallet.phone.PurchaseTable.EVENTS;
import static dev.coinless.wallet.phone.PurchaseTable.STATES;
import static dev.coinless.wallet.phone.PurchaseTable.name;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.wallet.store.WalletChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every state with every event, and the picture of it, drawn from `step` itself.
class PurchaseMatrixTest {
    private static final Path DIAGRAM = Path.of("purchase.mmd");

    @Test
    void theTableHasEveryStateAndEveryEvent() {
        assertThat(STATES).extracting(PurchaseTable::name).hasSameElementsAs(leaves(State.class));
        assertThat(EVENTS).extracting(PurchaseTable::name).hasSameElementsAs(leaves(Event.class));
    }

    @Test
    void theDiagramIsCurrent() throws IOException {
        var edges = new TreeSet<String>();
        for (var state : STATES) {
            for (var event : EVENTS) {
                var next = Purchase.step(state, event).next();
                if (!name(next).equals(name(state))) {
                    edges.add("%s --> %s: %s".formatted(name(state), name(next), name(event)));
                }
            }
        }
        var drawn = "stateDiagram-v2\n    " + String.join("\n    ", edges) + "\n";
        if (Boolean.getBoolean("redraw")) {
            Files.writeString(DIAGRAM, drawn);
        }

        assertThat(DIAGRAM)
                .as("run the test with -Dredraw=true and look at the difference")
                .hasContent(drawn);
    }

    @Test
    void whatAModuleSignedIsKeptAndPostedInEveryState() {
        for (var state : STATES) {
            var step = Purchase.step(state, PurchaseTable.RECEIPT);

            assertThat(step.effects())
                    .as(name(state))
                    .contains(
                            new Effect.Keep(
                                    new WalletChange.ReceiptKept(
                                            PurchaseTable.OPEN.id(),
                                            PurchaseTable.RECEIPT.encoded())),
                            new Effect.Post());
        }
    }

    @Test
    void nothingIsSentToAModuleExceptWhenItsConnectionIsUpAfterATrigger() {
        for (var state : STATES) {
            for (var event : EVENTS) {
                boolean sends =
                        Purchase.step(state, event).effects().stream()
                                .anyMatch(effect ->
                                        effect instanceof Effect.Send
                                                || effect instanceof Effect.Present);
                assertThat(sends)
                        .as("%s with %s", name(state), name(event))
                        .isEqualTo(
                                state instanceof State.Triggered && event instanceof Event.LinkUp);
            }
        }
    }

    @Test
    void keepingComesBeforeSendingAndPostingAndTelling() {
        for (var state : STATES) {
            for (var event : EVENTS) {
                var effects = Purchase.step(state, event).effects();
                int lastKeep = -1;
                int firstOutward = effects.size();
                for (int i = 0; i < effects.size(); i++) {
                    switch (effects.get(i)) {
                        case Effect.Keep _ -> lastKeep = i;
                        case Effect.Send _, Effect.Present _, Effect.Post _, Effect.AskGrant _ ->
                                firstOutward = Math.min(firstOutward, i);
                        case Effect.Seek _,
                                Effect.Connect _,
                                Effect.Disconnect _,
                                Effect.Wait _,
                                Effect.EndWait _,
                                Effect.Tell _ -> {}
                    }
                }
                assertThat(lastKeep)
                        .as("%s with %s", name(state), name(event))
                        .isLessThan(firstOutward);
            }
        }
    }

    private static List<String> leaves(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(each ->
                        each.isSealed() ? leaves(each).stream() : Stream.of(each.getSimpleName()))
                .toList();
    }
}
