package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.coinless.functions.http.JsonBody;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.io.table.DynamoOperations;
import dev.coinless.functions.operate.ReviseDenylist;
import dev.coinless.functions.operate.ReviseDenylist.Revision;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.sync.Denylist;
import dev.coinless.model.sync.RevokedKey;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Invoked directly: `{"keys": ["grant/3"], "subjects": ["<32 hex digits>"], "dropKeys": [],
/// "dropSubjects": []}`; any may be left out. A denied key that is the newest of its usage is
/// replaced by the next run of RotateKeys.
public final class ReviseDenylistHandler
        implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private final ReviseDenylist revise;

    public ReviseDenylistHandler() {
        this(Wiring.ofEnvironment());
    }

    ReviseDenylistHandler(Wiring wiring) {
        this.revise = new ReviseDenylist(new DynamoOperations(wiring.table()), wiring.attempts());
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        try {
            var body = AdminInput.of(input);
            body.only("keys", "subjects", "dropKeys", "dropSubjects");
            return answer(
                    revise.revise(
                            new Revision(
                                    keys(body, "keys"),
                                    subjects(body, "subjects"),
                                    keys(body, "dropKeys"),
                                    subjects(body, "dropSubjects"))));
        } catch (Refused e) {
            throw new AdminRefusal(e);
        }
    }

    private static Set<RevokedKey> keys(JsonBody body, String member) throws Refused {
        var keys = new HashSet<RevokedKey>();
        for (var text : body.texts(member, Denylist.MAX_KEYS)) {
            try {
                int slash = text.indexOf('/');
                keys.add(
                        new RevokedKey(
                                KeyUsage.valueOf(
                                        text.substring(0, Math.max(0, slash))
                                                .toUpperCase(Locale.ROOT)),
                                new KeySerial(Long.parseLong(text.substring(slash + 1)))));
            } catch (IllegalArgumentException e) {
                throw body.malformed(member, "must be of USAGE/SERIAL such as grant/3");
            }
        }
        return keys;
    }

    private static Set<Bytes> subjects(JsonBody body, String member) throws Refused {
        var subjects = new HashSet<Bytes>();
        for (var text : body.texts(member, Denylist.MAX_SUBJECTS)) {
            if (!text.matches("[0-9a-f]{32}")) {
                throw body.malformed(member, "must be of 32 lower-case hexadecimal digits each");
            }
            subjects.add(Bytes.fromHex(text));
        }
        return subjects;
    }

    private static Map<String, Object> answer(Denylist list) {
        return Map.of(
                "version",
                list.version().value(),
                "keys",
                new TreeSet<>(list.keys())
                        .stream()
                                .map(each ->
                                        each.usage().name().toLowerCase(Locale.ROOT)
                                                + "/"
                                                + each.serial())
                                .toList(),
                "subjects",
                new TreeSet<>(list.subjects()).stream().map(Bytes::hex).toList());
    }
}
