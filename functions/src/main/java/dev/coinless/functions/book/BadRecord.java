package dev.coinless.functions.book;

import java.time.Instant;

/// A change that could not be taken into the Book; a person has to look. The item itself is where
/// it was, so nothing is lost: once the cause is mended, a catch-up takes it in.
///
/// @param id of the change in the stream
/// @param item the key of the item that changed
public record BadRecord(String id, String item, String reason, Instant at) {}
