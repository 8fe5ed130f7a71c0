package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.coinless.functions.book.PublishHeader;
import dev.coinless.functions.book.SealLanes;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// By schedule, each minute: seals what waits and signs the header that covers it. Invoked twice in
/// a minute it seals again what came meanwhile and signs nothing.
public final class SealBookHandler
        implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private static final Logger LOG = LoggerFactory.getLogger(SealBookHandler.class);

    private final SealLanes seal;
    private final PublishHeader publish;
    private final InstantSource clock;

    public SealBookHandler() {
        this(BookWiring.open());
    }

    SealBookHandler(BookWiring wiring) {
        this.seal = wiring.seal();
        this.publish = wiring.publish();
        this.clock = wiring.cloud().clock();
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        var now = clock.instant();
        int blocks = seal.sealAll(now);
        var header = publish.publish(now);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("blocks", blocks);
        header.ifPresent(each -> answer.put("header", each.number()));
        LOG.info("sealed {}", answer);
        return answer;
    }
}
