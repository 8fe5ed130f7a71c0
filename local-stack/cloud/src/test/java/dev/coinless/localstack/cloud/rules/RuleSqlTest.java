package dev.coinless.localstack.cloud.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.localstack.cloud.Payload;
import dev.coinless.localstack.cloud.template.RuleSpec;
import dev.coinless.localstack.cloud.template.TemplateProblem;
import dev.coinless.localstack.cloud.template.Where;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RuleSqlTest {

    private static final Selection.Message JSON =
            new Selection.Message(
                    "coinless/M8/up/receipt",
                    Payload.of("{\"a\":1,\"b\":{\"c\":\"x\"}}"),
                    Instant.ofEpochMilli(5));

    @Test
    void columnsAreComputedAndNamed() {
        var sql =
                sql(
                        "SELECT *, topic(2) AS module, topic() as topic, timestamp() AS at, b.c AS"
                                + " c, missing FROM 'coinless/+/up/#'");

        assertThat(sql.apply(JSON).text())
                .isEqualTo(
                        "{\"a\":1,\"b\":{\"c\":\"x\"},\"module\":\"M8\","
                                + "\"topic\":\"coinless/M8/up/receipt\",\"at\":5,\"c\":\"x\"}");
    }

    @Test
    void aBinaryPayloadIsCarriedAsBase64() {
        var bytes = Payload.of(new byte[] {0, (byte) 0xff, 1});

        var out =
                sql("SELECT encode(*, 'base64') AS payload FROM 'a/#'")
                        .apply(new Selection.Message("a/b", bytes, Instant.EPOCH));

        assertThat(out.text()).isEqualTo("{\"payload\":\"AP8B\"}");
    }

    @Test
    void aStarAloneHandsThePayloadOverUnchanged() {
        var bytes = Payload.of(new byte[] {0, (byte) 0xff, 1});

        var out =
                sql("SELECT * FROM 'a/#'")
                        .apply(new Selection.Message("a/b", bytes, Instant.EPOCH));

        assertThat(out).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM 'a' WHERE b = 1",
                "SELECT clientid() AS id FROM 'a'",
                "SELECT encode(*, 'hex') AS h FROM 'a'",
                "DELETE FROM 'a'"
            })
    void whatIsNotUnderstoodStopsTheStartWithTheRulesName(String sql) {
        assertThatThrownBy(() -> sql(sql))
                .isInstanceOf(TemplateProblem.class)
                .hasMessageContaining("up");
    }

    @ParameterizedTest
    @CsvSource({
        "coinless/+/up/#, coinless/M8/up/receipt, true",
        "coinless/+/up/#, coinless/M8/up, true",
        "coinless/+/up/#, coinless/M8/down/ack, false",
        "coinless/+/up/#, coinless/M8, false",
        "a/+, a/b/c, false",
        "a/b, a/b, true",
        "'#', a/b, true"
    })
    void filtersMatchAsMqttSays(String filter, String topic, boolean matches) {
        assertThat(new TopicFilter(filter).matches(topic)).isEqualTo(matches);
    }

    private static RuleSql sql(String sql) {
        return RuleSql.of(new RuleSpec("up", sql, List.of(), new Where(1, "Resources.Up")));
    }
}
