package dev.coinless.wallet.authorize;

import dev.coinless.model.code.AuthorizationCode;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.RequestId;
import dev.coinless.model.sign.Es256PrivateKey;

/// A request for a grant that is under way. Kept before it is sent, so that after a crash or a
/// timeout the same request goes out again and gets the same answer.
public record Issue(
        RequestId id, ModuleId module, AuthorizationCode code, Es256PrivateKey holder) {}
