package dev.coinless.wallet.authorize;

import dev.coinless.model.code.AuthorizationCode;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.RequestId;
import dev.coinless.model.request.AuthorizationRequest;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;
import java.util.Optional;
import java.util.OptionalLong;

/// A request for a grant that is under way. Kept before it is sent, so that after a crash or a
/// timeout the same request goes out again and gets the same answer.
///
/// @param selection what the customer selected at the machine, signed by its module; empty on the
///   advert path
/// @param choice what the customer chose on the phone; only on the advert path
/// @param atMost the cap to ask for on the advert path, minor units; empty for what the cloud gives
public record Issue(
        RequestId id,
        ModuleId module,
        AuthorizationCode code,
        Es256PrivateKey holder,
        Optional<Selection> selection,
        Optional<Choice> choice,
        OptionalLong atMost) {

    /// A REQUEST that the phone relays; its bytes go to the cloud as they are.
    public record Selection(Envelope envelope, AuthorizationRequest request) {

        /// Reads a REQUEST; the phone cannot verify its signature, the cloud does.
        public static Selection parse(dev.coinless.model.bytes.Bytes encoded) throws Malformed {
            var envelope = Envelope.parse(ObjectType.REQUEST, encoded);
            return new Selection(envelope, AuthorizationRequest.decode(envelope));
        }
    }

    /// On the advert path.
    public Issue(RequestId id, ModuleId module, AuthorizationCode code, Es256PrivateKey holder) {
        this(id, module, code, holder, Optional.empty(), Optional.empty(), OptionalLong.empty());
    }

    /// This issue, for what was chosen.
    public Issue with(Optional<Choice> chosen) {
        return new Issue(id, module, code, holder, selection, chosen, atMost);
    }

    /// On the request path.
    public static Issue of(RequestId id, Selection selection, Es256PrivateKey holder) {
        var request = selection.request();
        return new Issue(
                id,
                request.module(),
                request.code(),
                holder,
                Optional.of(selection),
                Optional.empty(),
                OptionalLong.empty());
    }

    /// This request for a grant of at most so many minor units.
    public Issue upTo(OptionalLong most) {
        return new Issue(id, module, code, holder, selection, choice, most);
    }
}
