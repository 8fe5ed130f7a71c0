package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.coinless.functions.book.CatchUpBook;
import dev.coinless.functions.http.JsonBody;
import dev.coinless.functions.http.Refused;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Invoked directly: takes into the Book what the stream has forgotten, some pages of items at a
/// time. `{"from": ...}` goes on where the answer before said.
public final class CatchUpBookHandler
        implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUpBookHandler.class);

    /// Items read at once; about 100 KB.
    private static final int PAGE = 200;

    /// Pages of one invocation; about a minute when all is new.
    private static final int MAX_PAGES = 20;

    /// The longest key of an item, with room; characters.
    private static final int MAX_CURSOR = 256;

    private final CatchUpBook catchUp;
    private final InstantSource clock;

    public CatchUpBookHandler() {
        this(BookWiring.open());
    }

    CatchUpBookHandler(BookWiring wiring) {
        this.catchUp = wiring.catchUp();
        this.clock = wiring.cloud().clock();
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        try {
            return catchUp(from(AdminInput.of(input).only("from")));
        } catch (Refused e) {
            throw new AdminRefusal(e);
        }
    }

    private static Optional<String> from(JsonBody body) throws Refused {
        if (!body.has("from")) {
            return Optional.empty();
        }
        var from = body.text("from", MAX_CURSOR);
        if (!from.contains("|")) {
            throw body.malformed("from", "must be what the answer before said");
        }
        return Optional.of(from);
    }

    private Map<String, Object> catchUp(Optional<String> from) {
        var next = from;
        int items = 0;
        int entries = 0;
        int added = 0;
        var bad = new ArrayList<String>();
        for (int page = 0; page < MAX_PAGES && (page == 0 || next.isPresent()); page++) {
            var caught = catchUp.page(next, PAGE, clock.instant());
            items += caught.items();
            entries += caught.entries();
            added += caught.added();
            bad.addAll(caught.bad());
            next = caught.next();
        }
        LOG.info("{} entries of {} items were missing in the Book", added, items);
        return answer(items, entries, added, bad, next);
    }

    private static Map<String, Object> answer(
            int items, int entries, int added, List<String> bad, Optional<String> next) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("items", items);
        answer.put("entries", entries);
        answer.put("added", added);
        answer.put("bad", bad);
        next.ifPresent(each -> answer.put("next", each));
        return answer;
    }
}
