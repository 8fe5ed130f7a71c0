package dev.coinless.functions.io.lambda;

import dev.coinless.functions.book.AppendEntries;
import dev.coinless.functions.book.Archive;
import dev.coinless.functions.book.BookStore;
import dev.coinless.functions.book.CatchUpBook;
import dev.coinless.functions.book.DeriveEntries;
import dev.coinless.functions.book.ExportBook;
import dev.coinless.functions.book.PublishHeader;
import dev.coinless.functions.book.SealLanes;
import dev.coinless.functions.book.VerifyBook;
import dev.coinless.functions.io.objects.S3Archive;
import dev.coinless.functions.io.table.DynamoBook;
import dev.coinless.functions.io.table.DynamoBookReceipts;
import dev.coinless.functions.io.table.DynamoBooks;
import dev.coinless.functions.io.table.DynamoItemPages;

/// What the Book's handlers are wired from, on top of what all are.
record BookWiring(Wiring cloud, BookStore store, Archive archive) {

    static BookWiring open() {
        var cloud = Wiring.ofEnvironment();
        var settings = cloud.settings();
        return new BookWiring(
                cloud,
                new DynamoBook(cloud.table().sibling(settings.require("BOOK_TABLE_NAME"))),
                new S3Archive(Wiring::s3Client, settings.require("BOOK_BUCKET_NAME")));
    }

    DeriveEntries derive() {
        return new DeriveEntries(new DynamoBookReceipts(cloud.table()));
    }

    AppendEntries append() {
        return new AppendEntries(store, cloud.attempts());
    }

    SealLanes seal() {
        return new SealLanes(store, archive, cloud.attempts());
    }

    CatchUpBook catchUp() {
        var items = new DynamoItemPages(cloud.table(), derive());
        return new CatchUpBook(items, append(), seal(), store);
    }

    ExportBook export() {
        return new ExportBook(store, archive, new DynamoBookReceipts(cloud.table()));
    }

    VerifyBook verify() {
        var receipts = new DynamoBookReceipts(cloud.table());
        return new VerifyBook(
                store, new DynamoBooks(cloud.table()), () -> new DeriveEntries(receipts.all()));
    }

    PublishHeader publish() {
        return new PublishHeader(
                store, archive, cloud.keyRing(), cloud.environment(), cloud.attempts());
    }
}
