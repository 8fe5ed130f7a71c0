package dev.coinless.model.export;

import dev.coinless.model.book.SignedHeader;
import java.util.Optional;

/// What a whole export was found to hold.
///
/// @param newest its last header, whose hash may be compared with what others have kept
public record ExportSummary(
        long headers,
        long blocks,
        long entries,
        long receipts,
        int accounts,
        int lanes,
        Optional<SignedHeader> newest) {}
