package dev.coinless.functions.redeem;

import dev.coinless.functions.ledger.ReceiptKey;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.receipt.Receipt;

/// A genuine receipt as it is kept: its bytes, and what was judged of it when it came.
///
/// @param encoded the signed bytes
public record StoredReceipt(Receipt receipt, Bytes encoded, Judgement judgement) {

    public ReceiptKey key() {
        return new ReceiptKey(receipt.module(), receipt.generation(), receipt.sequence());
    }

    /// What the next receipt names as its predecessor, and what an ACK names.
    public Bytes hash() {
        return encoded.sha256();
    }
}
