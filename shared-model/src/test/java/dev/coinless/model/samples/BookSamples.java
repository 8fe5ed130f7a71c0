package dev.coinless.model.samples;

import dev.coinless.model.book.BlockHead;
import dev.coinless.model.book.BookEntry;
import dev.coinless.model.book.BookPosting;
import dev.coinless.model.book.EntryKind;
import dev.coinless.model.book.Header;
import dev.coinless.model.book.Lane;
import dev.coinless.model.book.ReceiptReference;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.Thumbprint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Entries and headers of the Book with random content.
public record BookSamples(Samples samples) {
    private static final long MAX_NUMBER = (1L << 53) - 1;

    /// So that the sums of many are not too large.
    private static final long MAX_AMOUNT = 1L << 40;

    public Header header() {
        return new Header(
                1 + samples.upTo(MAX_NUMBER - 1),
                at(),
                samples.upTo(MAX_NUMBER),
                samples.bytes(32),
                samples.bytes(32));
    }

    public BookEntry entry(Lane lane) {
        long amount = samples.upTo(MAX_AMOUNT);
        var account = new AccountId(new Thumbprint(samples.bytes(32)));
        return new BookEntry(
                account,
                1 + samples.upTo(MAX_NUMBER - 1),
                lane,
                new EntryKind("CAPTURE"),
                at(),
                samples.bytes(BookEntry.SOURCE_LENGTH),
                List.of(
                        new BookPosting("customer/" + account + "/held", -amount, 978),
                        new BookPosting("operator/" + lane + "/payable", amount, 978)),
                receipt());
    }

    /// As many entries as a block may have, or less.
    public List<BookEntry> entries(Lane lane) {
        int count = 1 + samples.random().nextInt(BlockHead.MAX_ENTRIES);
        return Stream.generate(() -> entry(lane)).limit(count).toList();
    }

    public Instant at() {
        return Instant.ofEpochSecond(samples.upTo(MAX_NUMBER));
    }

    private Optional<ReceiptReference> receipt() {
        return samples.random().nextBoolean()
                ? Optional.empty()
                : Optional.of(
                        new ReceiptReference(
                                samples.module(),
                                samples.generation(),
                                samples.sequence(),
                                samples.bytes(32)));
    }
}
