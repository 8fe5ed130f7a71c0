package dev.coinless.localstack.cloud.tables;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.coinless.localstack.cloud.Json;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rules of the DynamoDB Developer Guide, with examples worked out by hand.
final class CapacityTest {

    private static final JsonNode NONE = MissingNode.getInstance();

    private final Capacity plain = new Capacity(Set.of("pk"), List.of());
    private final Capacity indexed =
            new Capacity(
                    Set.of("pk"),
                    List.of(new Capacity.Index(Set.of("group"), Set.of("note"), false)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"a":{"S":"xyz"}}                       | 4
                    {"a":{"S":"äö"}}                        | 5
                    {"a":{"N":"0"}}                         | 2
                    {"a":{"N":"123"}}                       | 4
                    {"a":{"N":"-1200"}}                     | 4
                    {"a":{"B":"AAEC"}}                      | 4
                    {"a":{"BOOL":true}}                     | 2
                    {"a":{"NULL":true}}                     | 2
                    {"a":{"L":[{"S":"x"},{"S":"y"}]}}       | 8
                    {"a":{"M":{"k":{"S":"v"}}}}             | 7
                    {"a":{"SS":["x","yy"]}}                 | 4
                    """)
    void sizesFollowTheGuide(String item, int bytes) throws Exception {
        assertThat(ItemSize.of(Json.read(item))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1024, 1", "1025, 2", "3000, 3"})
    void aWriteTakesOneUnitForEachKilobyte(int bytes, int units) {
        assertThat(plain.write(NONE, sized(bytes), false)).isEqualTo(units);
        assertThat(plain.write(NONE, sized(bytes), true)).isEqualTo(2L * units);
    }

    @Test
    void theLargerOfBothSizesCounts() {
        assertThat(plain.write(sized(5000), sized(10), false)).isEqualTo(5);
        assertThat(plain.write(sized(5000), NONE, false)).isEqualTo(5);
    }

    @Test
    void anItemOutsideTheIndexCostsNothingThere() throws Exception {
        assertThat(indexed.write(NONE, item("a", null, "n"), false)).isEqualTo(1);
    }

    @Test
    void anIndexTakesAWriteToEnterAndOneToLeave() throws Exception {
        assertThat(indexed.write(NONE, item("a", "g", "n"), false)).isEqualTo(2);
        assertThat(indexed.write(item("a", "g", "n"), NONE, false)).isEqualTo(2);
    }

    @Test
    void aTransactionDoublesTheItemAndNotTheIndex() throws Exception {
        assertThat(indexed.write(NONE, item("a", "g", "n"), true)).isEqualTo(3);
        assertThat(indexed.write(item("a", "g", "n"), item("a", "h", "n"), true)).isEqualTo(4);
    }

    @Test
    void aProjectedChangeTakesOneWriteAndAMoveTwo() throws Exception {
        assertThat(indexed.write(item("a", "g", "n"), item("a", "g", "m"), false)).isEqualTo(2);
        assertThat(indexed.write(item("a", "g", "n"), item("a", "h", "n"), false)).isEqualTo(3);
    }

    @Test
    void aChangeThatIsNotProjectedLeavesTheIndexAlone() throws Exception {
        var before =
                Json.read("{\"pk\":{\"S\":\"a\"},\"group\":{\"S\":\"g\"},\"x\":{\"S\":\"1\"}}");
        var after = Json.read("{\"pk\":{\"S\":\"a\"},\"group\":{\"S\":\"g\"},\"x\":{\"S\":\"2\"}}");

        assertThat(indexed.write(before, after, false)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "0, false, false, 0.5",
        "4096, false, false, 0.5",
        "4096, true, false, 1",
        "4097, true, false, 2",
        "4097, true, true, 4"
    })
    void aReadTakesOneUnitForFourKilobytes(
            int bytes, boolean consistent, boolean transactional, double units) {
        assertThat(Capacity.read(bytes, consistent, transactional)).isEqualTo(units);
    }

    /// An item of exactly this many bytes.
    private static JsonNode sized(int bytes) {
        var item = Json.object();
        item.putObject("a").put("S", "x".repeat(bytes - 1));
        return item;
    }

    private static JsonNode item(
            String pk, @org.jspecify.annotations.Nullable String group, String note)
            throws Exception {
        var item = Json.object();
        item.putObject("pk").put("S", pk);
        item.putObject("note").put("S", note);
        if (group != null) {
            item.putObject("group").put("S", group);
        }
        return item;
    }
}
