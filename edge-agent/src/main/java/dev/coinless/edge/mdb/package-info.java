/// The cashless side of the MDB/ICP bus by the Qibixx line protocol, as pure functions.
@NullMarked
package dev.coinless.edge.mdb;

import org.jspecify.annotations.NullMarked;
