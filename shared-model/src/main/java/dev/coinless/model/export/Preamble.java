package dev.coinless.model.export;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.Thumbprint;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What an export begins with: the keys that sign what follows, and the accounts.
final class Preamble implements Premises {

    private final Set<Thumbprint> trusted;
    private Optional<Environment> environment = Optional.empty();
    private final List<Ed25519PublicKey> roots = new ArrayList<>();
    private final Map<Bytes, Ed25519PublicKey> certified = new HashMap<>();
    private final Map<Bytes, Ed25519PublicKey> modules = new HashMap<>();
    private final Map<Bytes, Long> unused = new LinkedHashMap<>();
    private final Map<AccountId, AccountCheck> accounts = new LinkedHashMap<>();
    private LineKind newest = LineKind.START;
    private Bytes newestKey = Bytes.EMPTY;

    Preamble(Set<Thumbprint> trusted) {
        this.trusted = new LinkedHashSet<>(trusted);
    }

    /// Whether a line of this kind may come now.
    boolean allows(LineKind kind) {
        if (environment.isEmpty()) {
            return kind == LineKind.START;
        }
        return kind != LineKind.START && kind.compareTo(newest) >= 0;
    }

    void take(LineKind kind, Bytes content, long line) throws Fault, Malformed {
        var key =
                switch (kind) {
                    case START -> start(content);
                    case ROOT -> root(content);
                    case KEYCERT -> certificate(content);
                    case MODULE -> module(content, line);
                    case ACCOUNT -> account(content, line);
                    case BLOCK, ENTRY, RECEIPT, GRANT, HEADER, END ->
                            throw new IllegalArgumentException(kind + " is not of the preamble");
                };
        Fault.unless(
                kind != newest || key.compareTo(newestKey) > 0, "it is not in ascending order");
        newest = kind;
        newestKey = key;
    }

    private Bytes start(Bytes content) throws Fault, Malformed {
        var parts = Cbor.decode(content).items("start", 2);
        Fault.unless(
                parts.get(0).unsigned("format", Integer.MAX_VALUE) == ExportWriter.FORMAT,
                "this format is not known; update the verifier");
        var name = parts.get(1).text("environment", 32);
        try {
            environment = Optional.of(new Environment(name));
        } catch (IllegalArgumentException e) {
            throw new Malformed("environment", e);
        }
        return Bytes.utf8("start");
    }

    private Bytes root(Bytes content) throws Fault, Malformed {
        Fault.unless(content.length() == Ed25519PublicKey.LENGTH, "it is not well-formed");
        var root = new Ed25519PublicKey(content);
        Fault.unless(trusted.contains(root.thumbprint()), "it is not a root that is trusted");
        roots.add(root);
        return content;
    }

    private Bytes certificate(Bytes content) throws Fault, Malformed {
        var cert = KeyCert.verify(content, roots, environment());
        Fault.unless(cert.isPresent(), "no root here signed it");
        var usage = cert.get().usage();
        Fault.unless(
                usage == KeyUsage.GRANT || usage == KeyUsage.SYNC,
                "a key of this usage signs nothing here");
        var id = id(usage, cert.get().serial());
        certified.put(id, cert.get().verifier());
        return id;
    }

    private Bytes module(Bytes content, long line) throws Malformed {
        var module = ModuleKey.decode(content);
        modules.put(module.id(), module.key());
        unused.put(module.id(), line);
        return module.id();
    }

    private Bytes account(Bytes content, long line) throws Malformed {
        var state = AccountState.decode(content);
        accounts.put(state.account(), new AccountCheck(line, state));
        return state.account().thumbprint().value();
    }

    @Override
    public Environment environment() {
        return environment.orElseThrow();
    }

    boolean isBegun() {
        return environment.isPresent();
    }

    @Override
    public AccountCheck account(AccountId id) throws Fault {
        return Fault.present(accounts.get(id), "its account is not in this export");
    }

    @Override
    public Ed25519PublicKey certified(KeyUsage usage, KeySerial serial) throws Fault {
        return Fault.present(
                certified.get(id(usage, serial)),
                "the certificate of its key is not in this export");
    }

    @Override
    public Ed25519PublicKey module(Bytes id) throws Fault {
        var key = Fault.present(modules.get(id), "the key of its module is not in this export");
        unused.remove(id);
        return key;
    }

    int accounts() {
        return accounts.size();
    }

    /// What only the end can tell.
    void finish() throws BrokenExport {
        for (var account : accounts.values()) {
            account.finish();
        }
        for (var line : unused.values()) {
            throw new BrokenExport(line, "module", "it signs nothing here");
        }
    }

    static Bytes id(KeyUsage usage, KeySerial serial) {
        return Bytes.concat(Bytes.bigEndian(usage.number(), 1), serial.bytes());
    }
}
