/// Carrying other parties' sealed bundles: from modules that the phone meets to the cloud, and the
/// answers back. A courier sees who a bundle is from or for, and nothing of what is in it.
@NullMarked
package dev.coinless.wallet.courier;

import org.jspecify.annotations.NullMarked;
