package dev.coinless.functions.issue;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.code.AuthorizationCode;
import dev.coinless.model.grant.Binding;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.money.Money;
import dev.coinless.model.request.AuthorizationRequest;
import dev.coinless.model.sign.Envelope;
import java.util.Optional;
import java.util.OptionalLong;

/// Stage 2 as it reaches the cloud: a phone asks for a grant.
///
/// @param grant the id that this request leads to
/// @param contentHash of the HTTP request
/// @param binding to whom the grant is to be bound
/// @param atMost lower cap that the phone wishes on the advert path, minor units
public record GrantRequest(
        GrantId grant,
        AccountId account,
        Bytes contentHash,
        Relayed relayed,
        Binding binding,
        OptionalLong atMost) {

    /// The cap of a grant without a price: never more than `limit`.
    Money cap(Money limit) {
        return atMost.isEmpty()
                ? limit
                : limit.min(new Money(atMost.getAsLong(), limit.currency()));
    }

    /// What the phone relays from the module.
    public sealed interface Relayed {

        ModuleId module();

        AuthorizationCode code();

        /// The advert path: a code that was broadcast.
        ///
        /// @param choice what the customer chose on the phone, where the machine needs that
        record Code(ModuleId module, AuthorizationCode code, Optional<Choice> choice)
                implements Relayed {}

        /// The request path: a selection, signed by the module.
        record Selection(Envelope envelope, AuthorizationRequest request) implements Relayed {

            @Override
            public ModuleId module() {
                return request.module();
            }

            @Override
            public AuthorizationCode code() {
                return request.code();
            }
        }
    }
}
