package dev.coinless.model.grant;

import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.RequestHash;
import dev.coinless.model.id.Thumbprint;
import dev.coinless.model.money.Currencies;
import dev.coinless.model.money.Money;
import dev.coinless.model.sign.Claims;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.sign.Signer;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/// Stage 3: the platform's permission for one machine to vend, up to `cap`, once per code.
///
/// @param counter of the authorization code it was issued for
/// @param cap the most it may cost, 0..2^32-1 minor units
/// @param ttl counted in the module's uptime from the code's first broadcast, 0..65535 s
/// @param vends how many vends one session may have, 1..255
/// @param lines mask of the items or lines it is good for, all ones for any, see [LineMask]
public record Grant(
        GrantId id,
        Binding binding,
        ModuleId module,
        Generation generation,
        Counter counter,
        Money cap,
        Duration ttl,
        int vends,
        long lines,
        GrantKind kind) {

    /// Longest token; it must travel in one write with its proof.
    public static final int MAX_TOKEN = 160;

    /// Mask for any item or line.
    public static final long ANY_LINE = 0xFFFF_FFFFL;

    public static final long MAX_CAP = 0xFFFF_FFFFL;
    public static final long MAX_TTL_SECONDS = 0xFFFF;
    private static final int MAX_VENDS = 255;

    private static final int FIELDS = 9;

    public Grant {
        requireRange("cap", cap.minorUnits(), 0, MAX_CAP);
        requireRange("ttl", ttl.toSeconds(), 0, MAX_TTL_SECONDS);
        requireRange("vends", vends, 1, MAX_VENDS);
        requireRange("lines", lines, 0, ANY_LINE);
    }

    private static void requireRange(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "%s must be %d..%d, not %d".formatted(name, min, max, value));
        }
    }

    /// Whether the grant is good for an item or a line.
    public boolean isFor(int number) {
        return LineMask.holds(lines, kind, number);
    }

    /// Signs the grant with the issuer key of the given serial.
    public GrantToken sign(KeySerial issuer, Signer signer, Environment environment) {
        return new GrantToken(
                Envelope.sign(ObjectType.GRANT, environment, issuer.bytes(), claims(), signer),
                issuer,
                this);
    }

    private Item claims() {
        var body =
                Claims.body(
                        Item.of(module.value()),
                        Item.of(generation.value()),
                        Item.of(counter.value()),
                        Item.of(cap.minorUnits()),
                        Item.of(cap.currency().getNumericCode()),
                        Item.of(ttl.toSeconds()),
                        Item.of(vends),
                        Item.of(lines),
                        Item.of(kind.number()));
        var named = Claims.with(body, Claims.CTI, Item.of(id.value()));
        return switch (binding) {
            case Binding.Holder(var confirmation) ->
                    Claims.with(
                            named,
                            Claims.CNF,
                            new Item.IntMap(Map.of(Claims.CKT, Item.of(confirmation))));
            case Binding.Request(var hash) -> Claims.with(named, Claims.REQ, Item.of(hash.value()));
        };
    }

    static Grant decode(Claims claims) throws Malformed {
        var body = claims.body(FIELDS);
        return new Grant(
                new GrantId(claims.require("cti", Claims.CTI).bytes("cti", GrantId.LENGTH)),
                binding(claims),
                new ModuleId(body.get(0).bytes("module", ModuleId.LENGTH)),
                new Generation((int) body.get(1).unsigned("generation", Generation.MAX)),
                new Counter(body.get(2).unsigned("counter", Counter.MAX)),
                new Money(body.get(3).unsigned("cap", MAX_CAP), Currencies.decode(body.get(4))),
                Duration.ofSeconds(body.get(5).unsigned("ttl", MAX_TTL_SECONDS)),
                vends(body.get(6)),
                body.get(7).unsigned("lines", ANY_LINE),
                GrantKind.of(body.get(8).unsigned("kind", 255))
                        .orElseThrow(() -> new Malformed("a grant kind that is not known")));
    }

    private static int vends(Item item) throws Malformed {
        int vends = (int) item.unsigned("vends", MAX_VENDS);
        if (vends == 0) {
            throw new Malformed("a grant for no vend");
        }
        return vends;
    }

    private static Binding binding(Claims claims) throws Malformed {
        var cnf = claims.find(Claims.CNF);
        var req = claims.find(Claims.REQ);
        if (cnf.isPresent() == req.isPresent()) {
            throw new Malformed("a grant has exactly one of cnf and req");
        }
        claims.only(Set.of(Claims.CTI, Claims.BODY, cnf.isPresent() ? Claims.CNF : Claims.REQ));
        if (req.isPresent()) {
            return new Binding.Request(new RequestHash(req.get().bytes("req", RequestHash.LENGTH)));
        }
        var methods = cnf.orElseThrow().entries("cnf");
        if (!methods.keySet().equals(Set.of(Claims.CKT))) {
            throw new Malformed("cnf must hold a key thumbprint only");
        }
        return new Binding.Holder(
                cnf.get()
                        .entry(Claims.CKT)
                        .orElseThrow()
                        .bytes("cnf", Thumbprint.CONFIRMATION_LENGTH));
    }
}
