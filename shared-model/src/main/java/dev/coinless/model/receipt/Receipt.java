package dev.coinless.model.receipt;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.money.Currencies;
import dev.coinless.model.money.Money;
import dev.coinless.model.sign.Claims;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.ModuleKeyId;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.sign.Signer;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Stage 7: what a module signs at the end of a grant, once per grant. An advice in the sense of
/// ISO 8583: it reports what has happened and is never refused, only reconciled.
///
/// @param sequence without gaps within (module, generation), the first is 1
/// @param floor the lowest counter that this module will still accept, see docs/protocol.md
/// @param previous SHA-256 of the receipt before this one, zeros for the first
/// @param amount what is to be captured, at most the grant's cap
public record Receipt(
        ModuleId module,
        Generation generation,
        Sequence sequence,
        Counter floor,
        Bytes previous,
        GrantId grant,
        Evidence evidence,
        Outcome outcome,
        Money amount,
        List<VendedItem> items) {

    /// Length of a SHA-256.
    public static final int HASH_LENGTH = 32;

    /// What the first receipt of a generation has in place of its predecessor's hash.
    public static final Bytes NO_PREVIOUS = Bytes.of(new byte[HASH_LENGTH]);

    /// As many vends as a grant may have.
    private static final int MAX_ITEMS = 255;

    private static final int FIELDS = 10;

    public Receipt {
        previous.requireLength("previous receipt's hash", HASH_LENGTH);
        items = List.copyOf(items);
    }

    public Envelope sign(Signer moduleKey, Environment environment) {
        var body =
                Claims.body(
                        Item.of(module.value()),
                        Item.of(generation.value()),
                        Item.of(sequence.value()),
                        Item.of(floor.value()),
                        Item.of(previous),
                        evidence.item(),
                        Item.of(outcome.number()),
                        Item.of(amount.minorUnits()),
                        Item.of(amount.currency().getNumericCode()),
                        new Item.Array(items.stream().map(Receipt::item).toList()));
        return Envelope.sign(
                ObjectType.RECEIPT,
                environment,
                ModuleKeyId.of(module, generation),
                Claims.with(body, Claims.CTI, Item.of(grant.value())),
                moduleKey);
    }

    /// Reads the claims of a RECEIPT envelope.
    ///
    /// @throws Malformed if they are not those of a receipt, or name another module than the key id
    public static Receipt decode(Envelope envelope) throws Malformed {
        var claims = envelope.claims().only(Set.of(Claims.CTI, Claims.BODY));
        var body = claims.body(FIELDS);
        var receipt =
                new Receipt(
                        new ModuleId(body.get(0).bytes("module", ModuleId.LENGTH)),
                        new Generation((int) body.get(1).unsigned("generation", Generation.MAX)),
                        new Sequence(body.get(2).unsigned("sequence", Sequence.MAX)),
                        new Counter(body.get(3).unsigned("floor", Counter.MAX)),
                        body.get(4).bytes("previous", HASH_LENGTH),
                        new GrantId(claims.require("cti", Claims.CTI).bytes("cti", GrantId.LENGTH)),
                        Evidence.decode(body.get(5)),
                        Outcome.of(body.get(6).unsigned("outcome", 255))
                                .orElseThrow(() -> new Malformed("an outcome that is not known")),
                        new Money(
                                body.get(7).unsigned("amount", Grant.MAX_CAP),
                                Currencies.decode(body.get(8))),
                        items(body.get(9)));
        if (receipt.sequence.value() == 0) {
            throw new Malformed("the first receipt has sequence 1");
        }
        ModuleKeyId.require(envelope, receipt.module, receipt.generation);
        return receipt;
    }

    private static Item item(VendedItem vend) {
        return Item.array(
                Item.of(vend.item()), Item.of(vend.price()), Item.of(vend.vended() ? 1 : 0));
    }

    private static List<VendedItem> items(Item item) throws Malformed {
        var vends = new ArrayList<VendedItem>();
        for (var each : item.itemsUpTo("items", MAX_ITEMS)) {
            var parts = each.items("a vended item", 3);
            vends.add(
                    new VendedItem(
                            (int) parts.get(0).unsigned("item", VendedItem.MAX_ITEM),
                            parts.get(1).unsigned("price", Grant.MAX_CAP),
                            parts.get(2).unsigned("vended", 1) == 1));
        }
        return vends;
    }
}
