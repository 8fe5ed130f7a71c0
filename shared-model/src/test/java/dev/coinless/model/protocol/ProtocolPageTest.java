package dev.coinless.model.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.model.advertise.Advertisement;
import dev.coinless.model.advertise.LegacyAdvertising;
import dev.coinless.model.advertise.ModuleStatus;
import dev.coinless.model.cash.CashSales;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.id.Counter;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.present.Presentation;
import dev.coinless.model.present.SessionState;
import dev.coinless.model.radio.Gatt;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.receipt.VendedItem;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.sync.Denylist;
import dev.coinless.model.sync.DownKind;
import dev.coinless.model.sync.ModuleConfig;
import dev.coinless.model.sync.ModuleSetting;
import dev.coinless.model.sync.SealedBundle;
import dev.coinless.model.sync.SyncBundle;
import dev.coinless.model.sync.UpKind;
import dev.coinless.model.wire.Cbor;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ProtocolPageTest {
    private final ProtocolPage page = ProtocolPage.read();

    @TestFactory
    Stream<DynamicTest> everyVectorOfThePageComesOutOfItsInputs() {
        return page.vectors().values().stream()
                .map(vector ->
                        DynamicTest.dynamicTest(
                                vector.name(),
                                () ->
                                        assertThat(
                                                        new TreeMap<>(
                                                                GoldenVectors.outputsOf(
                                                                        vector, page)))
                                                .isEqualTo(new TreeMap<>(vector.outputs()))));
    }

    @Test
    void everyTypeOfObjectHasASignedVector() {
        var types = EnumSet.noneOf(ObjectType.class);

        page.vectors().values().stream()
                .filter(vector -> vector.text("kind").equals("signed"))
                .forEach(vector -> types.add(ObjectType.valueOf(vector.text("type"))));

        assertThat(types).containsExactlyInAnyOrder(ObjectType.values());
    }

    @Test
    void theTableOfTypesIsThatOfTheCode() {
        var rows = page.table("## The envelope", "type").stream();

        assertThat(rows.map(row -> row.get(0) + " " + row.get(2)))
                .containsExactly(
                        Arrays.stream(ObjectType.values())
                                .map(type -> type + " " + type.algorithm().coseNumber())
                                .toArray(String[]::new));
    }

    @Test
    void theTableOfRefusalsIsThatOfTheCode() {
        var expected =
                Arrays.stream(Refusal.values())
                        .map(refusal ->
                                List.of(
                                        "" + refusal.number(),
                                        refusal.name(),
                                        "" + refusal.httpStatus(),
                                        refusal.title()))
                        .toList();

        assertThat(page.table("## Refusals", "number")).isEqualTo(expected);
    }

    @Test
    void theTableOfMessageKindsIsThatOfTheCode() {
        var expected =
                Arrays.stream(MessageKind.values())
                        .map(kind ->
                                List.of(
                                        "0x%02x".formatted(kind.number()),
                                        kind.name(),
                                        kind.fromPhone() ? "phone" : "module"))
                        .toList();

        assertThat(firstCells(page.table("## Framing", "number"), 3)).isEqualTo(expected);
    }

    @Test
    void theTablesOfStatesAndOutcomesAreThoseOfTheCode() {
        var states =
                Arrays.stream(SessionState.values())
                        .map(state -> List.of("" + state.encoded().at(0), state.name()))
                        .toList();
        var outcomes =
                Arrays.stream(Outcome.values())
                        .map(outcome -> List.of("" + outcome.number(), outcome.name()))
                        .toList();

        assertThat(firstCells(page.table("After an accepted presentation", "number"), 2))
                .isEqualTo(states);
        assertThat(firstCells(page.table("## RECEIPT", "number"), 2)).isEqualTo(outcomes);
    }

    @Test
    void theTablesOfBundleItemsAndSettingsAreThoseOfTheCode() {
        var up =
                Arrays.stream(UpKind.values())
                        .map(kind -> List.of("" + kind.number(), kind.name()))
                        .toList();
        var down =
                Arrays.stream(DownKind.values())
                        .map(kind -> List.of("" + kind.number(), kind.name()))
                        .toList();
        var settings =
                Arrays.stream(ModuleSetting.values())
                        .map(setting ->
                                List.of(
                                        "" + setting.number(),
                                        "`" + setting.label() + "`",
                                        setting.min() + ".." + setting.max()))
                        .toList();

        assertThat(firstCells(page.table("Items that go up", "kind"), 2)).isEqualTo(up);
        assertThat(firstCells(page.table("Items that go down", "kind"), 2)).isEqualTo(down);
        assertThat(firstCells(page.table("## CONFIG", "number"), 3)).isEqualTo(settings);
    }

    @Test
    void theServiceAndItsCharacteristicsAreThoseOfTheCode() {
        var uuids = new HashMap<String, String>();
        uuids.put("service", Gatt.SERVICE.toString());
        for (var characteristic : Gatt.Characteristic.values()) {
            uuids.put(characteristic.label(), characteristic.uuid().toString());
        }

        var rows = page.table("## The GATT service", "name");

        assertThat(rows).hasSameSizeAs(uuids.keySet());
        assertThat(rows).allMatch(row -> row.get(1).equals(uuids.get(row.get(0))));
    }

    @Test
    void thePageNamesEveryGrantKindAndKeyUsageWithItsNumber() {
        var text = String.join("\n", page.lines());

        for (var kind : GrantKind.values()) {
            assertThat(text).contains("%d %s ".formatted(kind.number(), kind));
        }
        for (var usage : KeyUsage.values()) {
            assertThat(text).contains("%d %s ".formatted(usage.number(), usage));
        }
        for (var flag : Advertisement.Flag.values()) {
            assertThat(text).contains(" " + flag + " ");
        }
    }

    @Test
    void everyLinkWithinThePageLeadsToAHeading() {
        var headings =
                page.lines().stream()
                        .filter(line -> line.startsWith("#"))
                        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                        .map(line -> line.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
                        .toList();
        var links = Pattern.compile("\\]\\(#([^)]+)\\)");

        var targets =
                page.lines().stream()
                        .flatMap(line -> links.matcher(line).results())
                        .map(link -> link.group(1))
                        .toList();

        assertThat(targets).isNotEmpty().isSubsetOf(headings);
    }

    @Test
    void theTableOfLimitsIsThatOfTheCode() throws ReflectiveOperationException {
        var limits = new TreeMap<>(publicLimits());
        limits.put("key id", constant(Envelope.class, "MAX_KEY_ID"));
        limits.put("CBOR nesting", constant(Cbor.class, "MAX_DEPTH"));
        limits.put(
                "receipt items", constant(dev.coinless.model.receipt.Receipt.class, "MAX_ITEMS"));
        limits.put("settings", constant(ModuleConfig.class, "MAX_SETTINGS"));
        limits.put("roots", enrolment("MAX_ROOTS"));
        limits.put("enrolment key certificates", enrolment("MAX_KEY_CERTS"));
        limits.put("enrolment key certificate", enrolment("MAX_KEY_CERT"));
        limits.put(
                "enrolment text",
                constant(Class.forName("dev.coinless.model.enrol.TextForm"), "MAX_LENGTH"));

        var stated = new TreeMap<String, Long>();
        page.table("## Limits", "limit")
                .forEach(row -> stated.put(row.get(0), Long.parseLong(row.get(1))));

        assertThat(stated).isEqualTo(limits);
    }

    private static Map<String, Long> publicLimits() {
        var limits = new HashMap<String, Long>();
        limits.put("grant token", (long) Grant.MAX_TOKEN);
        limits.put("presentation", (long) Presentation.MAX_LENGTH);
        limits.put("message body", (long) Message.MAX_BODY);
        limits.put("smallest MTU", (long) Gatt.MIN_MTU);
        limits.put("largest MTU", (long) Gatt.MAX_MTU);
        limits.put("attribute value", (long) Gatt.MAX_VALUE);
        limits.put("advertisement", (long) Advertisement.LENGTH);
        limits.put("legacy PDU", (long) LegacyAdvertising.MAX_LENGTH);
        limits.put("Info", (long) ModuleStatus.LENGTH);
        limits.put("envelope payload", (long) Envelope.MAX_PAYLOAD);
        limits.put("BUNDLE payload", (long) Envelope.MAX_BUNDLE_PAYLOAD);
        limits.put("sealed bundle", (long) SealedBundle.MAX_LENGTH);
        limits.put("sealed bundle by radio", (long) SealedBundle.MAX_RADIO_LENGTH);
        limits.put("bundle items", (long) SyncBundle.MAX_ITEMS);
        limits.put("bundle item", (long) SyncBundle.MAX_ITEM);
        limits.put("prices", (long) ModuleConfig.MAX_PRICES);
        limits.put("cash sales", (long) CashSales.MAX_SALES);
        limits.put("revoked keys", (long) Denylist.MAX_KEYS);
        limits.put("revoked subjects", (long) Denylist.MAX_SUBJECTS);
        limits.put("cap", Grant.MAX_CAP);
        limits.put("ttl", Grant.MAX_TTL_SECONDS);
        limits.put("counter", Counter.MAX);
        limits.put("item", (long) VendedItem.MAX_ITEM);
        return limits;
    }

    private static long enrolment(String name) throws ReflectiveOperationException {
        return constant(dev.coinless.model.enrol.Enrolment.class, name);
    }

    private static long constant(Class<?> owner, String name) throws ReflectiveOperationException {
        var field = owner.getDeclaredField(name);
        field.setAccessible(true);
        return field.getLong(null);
    }

    private static List<List<String>> firstCells(List<List<String>> rows, int count) {
        return rows.stream().map(row -> row.subList(0, count)).toList();
    }
}
