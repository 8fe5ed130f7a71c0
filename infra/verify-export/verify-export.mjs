#!/usr/bin/env node
// Verifies an export of the Book with nothing but the roots that its reader trusts:
//
//   node verify-export.mjs FILE --root THUMBPRINT [--root THUMBPRINT]
//
// Written from docs/protocol.md alone, as a second opinion on the Java verifier: it shares no code
// with it and needs no library. Ends with 0 and a summary, or with 1 and the first broken thing.
import { ECDH, createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pathToFileURL } from 'node:url';

const MAX_LINE = 32 * 1024;
const MAX_SAFE = 2n ** 53n - 1n;
const MAX_U32 = 0xffffffffn;
const PREAMBLE = ['START', 'ROOT', 'KEYCERT', 'MODULE', 'ACCOUNT'];
const BODY = -65537n;
const REQ = -65538n;
const ZEROS = Buffer.alloc(32);

class Malformed extends Error {}
class Fault extends Error {}

/** The first broken thing, with the line and place that every verifier names. */
export class BrokenExport extends Error {
  constructor(line, place, reason) {
    super(`line ${line}, ${place}: ${reason}`);
    this.line = line;
    this.place = place;
  }
}

const need = (holds, reason) => {
  if (!holds) throw new Fault(reason);
};
const formed = (holds) => {
  if (!holds) throw new Malformed();
};
const sha256 = (...parts) => {
  const hash = createHash('sha256');
  parts.forEach((part) => hash.update(part));
  return hash.digest();
};
const hex = (bytes) => bytes.toString('hex');

// ---- deterministic CBOR (RFC 8949 4.2.1): integers, byte and text strings, arrays, maps, null

function head(major, number) {
  const value = BigInt(number);
  const type = major << 5;
  if (value < 24n) return Buffer.from([type | Number(value)]);
  const length = value < 256n ? 1 : value < 65536n ? 2 : value <= MAX_U32 ? 4 : 8;
  const out = Buffer.alloc(1 + length);
  out[0] = type | { 1: 24, 2: 25, 4: 26, 8: 27 }[length];
  for (let i = length, rest = value; i > 0; i--, rest >>= 8n) out[i] = Number(rest & 255n);
  return out;
}

/** Encodes numbers, buffers, texts, arrays, Maps and null. */
function encode(item) {
  if (item === null) return Buffer.from([0xf6]);
  if (typeof item === 'number' || typeof item === 'bigint') {
    const value = BigInt(item);
    return value < 0n ? head(1, -1n - value) : head(0, value);
  }
  if (Buffer.isBuffer(item)) return Buffer.concat([head(2, item.length), item]);
  if (typeof item === 'string') {
    const text = Buffer.from(item, 'utf8');
    return Buffer.concat([head(3, text.length), text]);
  }
  if (Array.isArray(item)) return Buffer.concat([head(4, item.length), ...item.map(encode)]);
  const entries = [...item].map(([key, value]) => [encode(key), encode(value)]);
  entries.sort(([a], [b]) => Buffer.compare(a, b));
  return Buffer.concat([head(5, entries.length), ...entries.flat()]);
}

/** Decodes exactly one item; numbers come back as BigInt. */
function decode(bytes) {
  const reader = { bytes, at: 0 };
  const item = readItem(reader, 0);
  formed(reader.at === bytes.length && encode(item).equals(bytes));
  return item;
}

function take(reader, count) {
  formed(reader.at + count <= reader.bytes.length);
  reader.at += count;
  return reader.bytes.subarray(reader.at - count, reader.at);
}

function readItem(reader, depth) {
  const [first] = take(reader, 1);
  if (first === 0xf6) return null;
  const major = first >> 5;
  formed(major <= 5 && (first & 31) < 28);
  const low = first & 31;
  const value =
    low < 24 ? BigInt(low) : BigInt(`0x${hex(take(reader, 1 << (low - 24)))}`);
  if (major < 2) {
    formed(value < 2n ** 63n);
    return major === 0 ? value : -1n - value;
  }
  formed(value <= BigInt(reader.bytes.length));
  const length = Number(value);
  if (major === 2) return Buffer.from(take(reader, length));
  if (major === 3) return readText(take(reader, length));
  formed(depth < 4);
  if (major === 4) return Array.from({ length }, () => readItem(reader, depth + 1));
  const map = new Map();
  for (let i = 0; i < length; i++) {
    const key = readItem(reader, depth + 1);
    formed(typeof key === 'bigint' && !map.has(key));
    map.set(key, readItem(reader, depth + 1));
  }
  return map;
}

function readText(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Malformed();
  }
}

// ---- the shapes of docs/protocol.md

const integer = (item, min, max) => {
  formed(typeof item === 'bigint' && item >= BigInt(min) && item <= BigInt(max));
  return item;
};
const bytesOf = (item, length) => {
  formed(Buffer.isBuffer(item) && item.length === length);
  return item;
};
const textOf = (item, pattern) => {
  formed(typeof item === 'string' && pattern.test(item));
  return item;
};
const arrayOf = (item, length) => {
  formed(Array.isArray(item) && item.length === length);
  return item;
};
const upTo = (item, max) => {
  formed(Array.isArray(item) && item.length <= max);
  return item;
};

function readPosting(item) {
  const [account, amount, currency] = arrayOf(item, 3);
  return {
    amount: integer(amount, -MAX_SAFE, MAX_SAFE),
    currency: integer(currency, 0, 999),
    account: textOf(account, /^[A-Za-z0-9_/-]{1,128}$/),
  };
}

function readReference(item) {
  if (item === null) return undefined;
  const [module, generation, sequence, hash] = arrayOf(item, 4);
  return {
    module: bytesOf(module, 6),
    generation: integer(generation, 0, 255),
    sequence: integer(sequence, 0, MAX_U32),
    hash: bytesOf(hash, 32),
  };
}

function readEntry(bytes) {
  const parts = arrayOf(decode(bytes), 8);
  const entry = {
    bytes,
    account: bytesOf(parts[0], 32).toString('base64url'),
    version: integer(parts[1], 1, MAX_SAFE),
    lane: textOf(parts[2], /^[A-Za-z0-9-]{1,64}$/),
    kind: textOf(parts[3], /^[A-Z_]{1,32}$/),
    at: integer(parts[4], 0, MAX_SAFE),
    source: bytesOf(parts[5], 16),
    postings: upTo(parts[6], 16).map(readPosting),
    receipt: readReference(parts[7]),
  };
  entry.gain = entry.postings
    .filter(({ amount, account }) => amount > 0n && account.startsWith('operator/'))
    .reduce((sum, { amount }) => sum + amount, 0n);
  return entry;
}

function readBlockHead(bytes) {
  const parts = arrayOf(decode(bytes), 8);
  return {
    hash: sha256(bytes),
    lane: textOf(parts[0], /^[A-Za-z0-9-]{1,64}$/),
    number: integer(parts[1], 1, MAX_SAFE),
    first: integer(parts[2], 0, MAX_SAFE),
    count: integer(parts[3], 1, 100),
    previous: bytesOf(parts[4], 32),
    root: bytesOf(parts[5], 32),
    at: integer(parts[6], 0, MAX_SAFE),
    totals: bytesOf(parts[7], 32),
  };
}

/** A COSE_Sign1 around claims; `keyId` undefined if it has none. */
function readEnvelope(bytes) {
  const [header, unprotectedHeader, payload, signature] = arrayOf(decode(bytes), 4);
  formed(Buffer.isBuffer(header) && header.length <= 64 && Buffer.isBuffer(payload));
  formed(unprotectedHeader instanceof Map && unprotectedHeader.size === 0);
  const map = decode(header);
  formed(map instanceof Map);
  const keyId = map.get(4n);
  formed(Buffer.isBuffer(keyId) && keyId.length > 0 && keyId.length <= 16);
  formed(encode(new Map([[1n, -8n], [4n, keyId]])).equals(header));
  const claims = decode(payload);
  formed(claims instanceof Map);
  return { bytes, header, keyId, payload, claims, signature: bytesOf(signature, 64) };
}

const bodyOf = ({ claims }, length, ...others) => {
  const known = [BODY, ...others];
  formed([...claims.keys()].every((key) => known.includes(key)));
  return arrayOf(claims.get(BODY), length);
};

function toBeSigned(type, environment, header, payload) {
  const aad = Buffer.from(`coinless/1/${type}/${environment}`);
  return encode(['Signature1', header, aad, payload]);
}

function isSignedBy(envelope, type, environment, key) {
  const signed = toBeSigned(type, environment, envelope.header, envelope.payload);
  try {
    const x = key.toString('base64url');
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verify(null, signed, publicKey, envelope.signature);
  } catch {
    return false;
  }
}

const thumbprint = (key) => hex(sha256(encode(new Map([[1n, 1n], [-1n, 6n], [-2n, key]]))));

// ---- Merkle trees (RFC 9162 2.1), grown leaf by leaf

class Tree {
  constructor(size = 0n, peaks = []) {
    this.size = size;
    this.peaks = peaks;
  }

  plus(data) {
    const peaks = [...this.peaks];
    let hash = sha256(Buffer.from([0]), data);
    for (let bits = this.size; bits & 1n; bits >>= 1n) {
      hash = sha256(Buffer.from([1]), peaks.pop(), hash);
    }
    return new Tree(this.size + 1n, [...peaks, hash]);
  }

  root() {
    if (this.peaks.length === 0) return sha256();
    return this.peaks.reduceRight((right, left) => sha256(Buffer.from([1]), left, right));
  }
}

const treeOver = (leaves) => leaves.reduce((tree, leaf) => tree.plus(leaf), new Tree());

// ---- sums by ledger account and currency

const ascending = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const sumKey = (account, currency) => `${account} ${String(currency).padStart(3, '0')}`;

function add(sums, key, amount) {
  sums.set(key, (sums.get(key) ?? 0n) + amount);
  if (sums.get(key) === 0n) sums.delete(key);
}

function totalsHash(sums) {
  const rows = [...sums.keys()].map((key) => [...key.split(' '), sums.get(key)]);
  rows.sort((a, b) => ascending(a[0], b[0]) || ascending(a[1], b[1]));
  return sha256(encode(rows.map(([account, currency, sum]) => [account, BigInt(currency), sum])));
}

const sameSums = (a, b) => a.size === b.size && [...a].every(([key, sum]) => b.get(key) === sum);

/** Verifies line by line: take(line) for each, then finish(); both throw BrokenExport. */
export class ExportVerifier {
  constructor(roots) {
    this.trusted = new Set(roots);
    this.roots = [];
    this.certified = new Map();
    this.modules = new Map();
    this.accounts = new Map();
    this.lanes = new Map();
    this.captured = new Set();
    this.headers = new Tree();
    this.newest = { kind: 'START', key: Buffer.alloc(0) };
    this.chain = ZEROS;
    this.counts = { lines: 0, blocks: 0, entries: 0, receipts: 0, uncovered: 0 };
    this.expected = 'PREAMBLE';
  }

  take(line) {
    const number = this.counts.lines + 1;
    let place = this.place();
    try {
      const form = /^([A-Z]+) ([A-Za-z0-9_-]+) ([0-9a-f]{16})$/.exec(line);
      need(form !== null && line.length <= MAX_LINE, 'it is not a line of an export');
      const [, kind, content, check] = form;
      this.counts.lines = number;
      this.chain = sha256(this.chain, `${kind} ${content}`);
      need(
        hex(this.chain.subarray(0, 8)) === check,
        'its check does not match it and what is before it',
      );
      need(this.isExpected(kind), 'a line of this kind cannot come here');
      place = this.place(kind);
      const bytes = Buffer.from(content, 'base64url');
      formed(bytes.toString('base64url') === content);
      this.read(kind, bytes, number);
    } catch (error) {
      if (error instanceof Malformed) throw new BrokenExport(number, place, 'it is not well-formed');
      if (error instanceof Fault) throw new BrokenExport(number, place, error.message);
      throw error;
    }
  }

  finish() {
    if (this.expected !== 'NOTHING') {
      throw new BrokenExport(this.counts.lines + 1, this.place(), 'the export ends here');
    }
    return {
      headers: Number(this.headers.size),
      blocks: this.counts.blocks,
      entries: this.counts.entries,
      receipts: this.counts.receipts,
      accounts: this.accounts.size,
      lanes: this.lanes.size,
      newest: this.newestHeader,
    };
  }

  isExpected(kind) {
    if (PREAMBLE.includes(kind)) {
      if (this.expected !== 'PREAMBLE') return false;
      if (this.environment === undefined) return kind === 'START';
      return kind !== 'START' && PREAMBLE.indexOf(kind) >= PREAMBLE.indexOf(this.newest.kind);
    }
    if (['BLOCK', 'HEADER', 'END'].includes(kind)) {
      return (
        this.expected === 'BOOK' || (this.expected === 'PREAMBLE' && this.environment !== undefined)
      );
    }
    return kind === this.expected;
  }

  place(kind = this.expected) {
    const header = this.headers.size + 1n;
    const { block } = this;
    const name = block && `block ${block.lane}/${block.number}`;
    switch (kind) {
      case 'KEYCERT':
        return 'key certificate';
      case 'BOOK':
        return `what header ${header} covers`;
      case 'BLOCK':
        return `a block that header ${header} covers`;
      case 'HEADER':
        return `header ${header}`;
      case 'ENTRY':
        return `entry ${block.tree.size + 1n} of ${name}`;
      case 'RECEIPT':
      case 'GRANT':
        return `${kind.toLowerCase()} of entry ${block.tree.size} of ${name}`;
      case 'NOTHING':
        return 'after the end';
      default:
        return kind.toLowerCase();
    }
  }

  read(kind, bytes, line) {
    if (PREAMBLE.includes(kind)) {
      const key = this[`read${kind}`](bytes, line);
      const rising = kind !== this.newest.kind || Buffer.compare(key, this.newest.key) > 0;
      need(rising, 'it is not in ascending order');
      this.newest = { kind, key };
    } else {
      this[`read${kind}`](bytes, line);
    }
  }

  readSTART(bytes) {
    const [format, environment] = arrayOf(decode(bytes), 2);
    need(integer(format, 0, 2 ** 31 - 1) === 1n, 'this format is not known; update the verifier');
    this.environment = textOf(environment, /^[a-z0-9-]{1,32}$/);
    return Buffer.from('start');
  }

  readROOT(bytes) {
    need(bytes.length === 32, 'it is not well-formed');
    need(this.trusted.has(thumbprint(bytes)), 'it is not a root that is trusted');
    this.roots.push(bytes);
    return bytes;
  }

  readKEYCERT(bytes) {
    const envelope = readEnvelope(bytes);
    const [serial, usage, key, minimum, epoch] = bodyOf(envelope, 5);
    integer(serial, 0, MAX_U32);
    integer(usage, 0, 3);
    bytesOf(key, 32);
    integer(minimum, 0, MAX_U32);
    integer(epoch, 0, MAX_U32);
    const signed = this.roots.some(
      (root) =>
        thumbprint(root).startsWith(hex(envelope.keyId)) &&
        envelope.keyId.length === 4 &&
        isSignedBy(envelope, 'KEYCERT', this.environment, root),
    );
    need(signed, 'no root here signed it');
    need(usage === 0n || usage === 2n, 'a key of this usage signs nothing here');
    const id = Buffer.alloc(5);
    id[0] = Number(usage);
    id.writeUInt32BE(Number(serial), 1);
    this.certified.set(hex(id), key);
    return id;
  }

  readMODULE(bytes, line) {
    const [module, generation, key] = arrayOf(decode(bytes), 3);
    const id = Buffer.concat([
      bytesOf(module, 6),
      Buffer.from([Number(integer(generation, 0, 255))]),
    ]);
    this.modules.set(hex(id), { key: bytesOf(key, 32), line, used: false });
    return id;
  }

  readACCOUNT(bytes, line) {
    const [account, version, balances] = arrayOf(decode(bytes), 3);
    const id = bytesOf(account, 32).toString('base64url');
    integer(version, 0, MAX_SAFE);
    const stated = new Map();
    const keys = [];
    for (const { account: name, amount, currency } of upTo(balances, 16).map(readPosting)) {
      formed(name.startsWith(`customer/${id}/`) && amount !== 0n);
      keys.push(sumKey(name, currency));
      stated.set(keys.at(-1), amount);
    }
    formed(keys.every((key, i) => i === 0 || before(keys[i - 1], key)));
    this.accounts.set(id, {
      line, version, stated, unbroken: 0n, early: new Set(), sums: new Map(),
    });
    return account;
  }

  certifiedKey(usage, keyId) {
    formed(keyId.length === 4);
    const key = this.certified.get(`0${usage}${hex(keyId)}`);
    need(key !== undefined, 'the certificate of its key is not in this export');
    return key;
  }

  readBLOCK(bytes, line) {
    const block = readBlockHead(bytes);
    const start = { blocks: 0n, entries: 0n, last: ZEROS, log: new Tree(), totals: new Map() };
    const lane = this.lanes.get(block.lane) ?? start;
    need(block.number === lane.log.size + 1n, 'it has not the next number of its lane');
    need(block.first === lane.entries, 'it has not the next entries of its lane');
    need(block.previous.equals(lane.last), 'it does not follow the block before it');
    this.block = { ...block, line, before: lane, tree: new Tree(), sums: new Map(lane.totals) };
    this.expected = 'ENTRY';
    this.counts.blocks += 1;
    this.counts.uncovered += 1;
  }

  readENTRY(bytes) {
    const entry = readEntry(bytes);
    const { block } = this;
    this.follow(entry);
    need(entry.lane === block.lane, 'it is of another lane');
    const sums = new Map();
    entry.postings.forEach(({ currency, amount }) => add(sums, currency, amount));
    need(sums.size === 0, 'its postings do not sum to zero');
    need(entry.gain === 0n || entry.receipt, 'an operator gains without a receipt');
    block.tree = block.tree.plus(bytes);
    for (const { account, currency, amount } of entry.postings) {
      const total = account.replace(/^customer\/[A-Za-z0-9_-]+\//, 'customer/');
      add(block.sums, sumKey(total, currency), amount);
    }
    const source = hex(entry.source);
    need(entry.gain === 0n || !this.captured.has(source), 'its grant was captured before');
    if (entry.gain > 0n) this.captured.add(source);
    this.counts.entries += 1;
    this.entry = entry;
    if (entry.receipt) this.expected = 'RECEIPT';
    else this.proceed();
  }

  /** The account's versions, each once, and what its entries come to. */
  follow({ account: id, version, postings }) {
    const account = this.accounts.get(id);
    need(account !== undefined, 'its account is not in this export');
    const isNew = version > account.unbroken && !account.early.has(version);
    need(isNew, 'this version of the account was there before');
    account.early.add(version);
    while (account.early.delete(account.unbroken + 1n)) account.unbroken += 1n;
    for (const { account: name, currency, amount } of postings) {
      if (name.startsWith('customer/')) {
        need(name.startsWith(`customer/${id}/`), "it moves another customer's money");
        if (version <= account.version) add(account.sums, sumKey(name, currency), amount);
      }
    }
  }

  readRECEIPT(bytes) {
    const { source, receipt: reference, gain } = this.entry;
    need(sha256(bytes).equals(reference.hash), 'it is not the receipt that the entry refers to');
    const envelope = readEnvelope(bytes);
    const body = bodyOf(envelope, 10, 7n);
    const [module, generation, sequence, , , evidence, outcome, amount, currency] = body;
    const named =
      bytesOf(module, 6).equals(reference.module) &&
      generation === reference.generation &&
      sequence === reference.sequence;
    formed(envelope.keyId.equals(Buffer.concat([module, Buffer.from([Number(generation)])])));
    need(named, 'it has another name than the entry refers to');
    need(bytesOf(envelope.claims.get(7n), 16).equals(source), 'it names another grant');
    const key = this.modules.get(hex(envelope.keyId));
    need(key !== undefined, 'the key of its module is not in this export');
    key.used = true;
    const genuine = isSignedBy(envelope, 'RECEIPT', this.environment, key.key);
    need(genuine, 'its signature does not verify');
    this.counts.receipts += 1;
    this.receipt = { module, generation, evidence, outcome, amount, currency };
    if (gain > 0n) this.expected = 'GRANT';
    else this.proceed();
  }

  readGRANT(bytes) {
    formed(bytes.length <= 160);
    const envelope = readEnvelope(bytes);
    const body = bodyOf(envelope, 9, 7n, 8n, REQ);
    const key = this.certifiedKey(0, envelope.keyId);
    const genuine = isSignedBy(envelope, 'GRANT', this.environment, key);
    need(genuine, 'its signature does not verify');
    const { entry, receipt } = this;
    const [module, generation, , cap, currency] = body;
    need(envelope.claims.get(7n).equals(entry.source), 'it is another grant');
    const same = module.equals(receipt.module) && generation === receipt.generation;
    need(same, 'it is for another module');
    need(isWanted(envelope, receipt.evidence, this.environment), "the holder's evidence is missing");
    const oneCurrency = entry.postings.every((posting) => posting.currency === currency);
    need(oneCurrency, 'it is in another currency');
    need(entry.gain <= cap, 'more was captured than it allows');
    if (entry.kind === 'CAPTURE') {
      const sold = receipt.amount < cap ? receipt.amount : cap;
      need(
        receipt.outcome === 0n && receipt.currency === currency && entry.gain === sold,
        'another amount was captured than was sold',
      );
      const priced = receipt.evidence[0] === 1n;
      need(!priced || entry.gain === cap, 'another price was captured than was granted');
    }
    this.proceed();
  }

  /** To the next entry or, after the last, out of the block. */
  proceed() {
    const { block } = this;
    this.expected = 'ENTRY';
    if (block.tree.size < block.count) return;
    const broken = (reason) =>
      new BrokenExport(block.line, `block ${block.lane}/${block.number}`, reason);
    if (!block.tree.root().equals(block.root)) throw broken('its root is not that of its entries');
    if (!totalsHash(block.sums).equals(block.totals)) {
      throw broken('its totals are not those of the postings');
    }
    this.lanes.set(block.lane, {
      entries: block.before.entries + block.count,
      last: block.hash,
      log: block.before.log.plus(block.hash),
      totals: block.sums,
    });
    this.expected = 'BOOK';
  }

  readHEADER(bytes) {
    const envelope = readEnvelope(bytes);
    const [number, at, lanes, laneRoot, earlierRoot] = bodyOf(envelope, 5);
    integer(number, 1, MAX_SAFE);
    integer(at, 0, MAX_SAFE);
    integer(lanes, 0, MAX_SAFE);
    bytesOf(laneRoot, 32);
    bytesOf(earlierRoot, 32);
    const key = this.certifiedKey(2, envelope.keyId);
    const genuine = isSignedBy(envelope, 'HEADER', this.environment, key);
    need(genuine, 'its signature does not verify');
    need(number === this.headers.size + 1n, 'it has not the next number');
    need(earlierRoot.equals(this.headers.root()), 'it does not stand on those before it');
    const names = [...this.lanes.keys()].sort(ascending);
    const heads = names.map((name) => {
      const { log, entries } = this.lanes.get(name);
      return encode([name, log.size, entries, log.root()]);
    });
    need(
      lanes === BigInt(heads.length) && laneRoot.equals(treeOver(heads).root()),
      'the lanes are not as it says',
    );
    this.headers = this.headers.plus(sha256(bytes));
    this.newestHeader = { number: Number(number), at: Number(at), hash: hex(sha256(bytes)) };
    this.counts.uncovered = 0;
    this.expected = 'BOOK';
  }

  readEND(bytes, line) {
    const counts = arrayOf(decode(bytes), 3).map((count) => integer(count, 0, 2n ** 63n - 1n));
    const found = [line - 1, this.headers.size, this.counts.entries].map(BigInt);
    need(counts.every((count, i) => count === found[i]), 'it counts otherwise');
    need(this.counts.uncovered === 0, 'no header covers the last blocks');
    for (const [id, account] of this.accounts) {
      const broken = (reason) => new BrokenExport(account.line, `account ${id}`, reason);
      if (account.early.size > 0 || account.unbroken < account.version) {
        throw broken(`the entry of version ${account.unbroken + 1n} is missing`);
      }
      if (!sameSums(account.sums, account.stated)) {
        throw broken('its balances are not the sums of its postings');
      }
    }
    const idle = [...this.modules.values()].find(({ used }) => !used);
    if (idle) throw new BrokenExport(idle.line, 'module', 'it signs nothing here');
    this.expected = 'NOTHING';
  }
}

/** Whether one sum's key comes before another's: by ledger account, then by currency. */
function before(a, b) {
  const [[account, currency], [other, otherCurrency]] = [a.split(' '), b.split(' ')];
  return (ascending(account, other) || ascending(currency, otherCurrency)) < 0;
}

/** The holder's signature over nonce, token and intent; or the very REQUEST the grant answers. */
function isWanted(grant, evidence, environment) {
  if (evidence[0] === 1n) return grant.claims.get(REQ)?.equals(evidence[1]) ?? false;
  const confirmation = grant.claims.get(8n)?.get(5n);
  const [, nonce, holder, intent, signature] = evidence;
  if (!Buffer.isBuffer(confirmation) || intent !== 0n) return false;
  try {
    const point = ECDH.convertKey(holder, 'prime256v1', undefined, undefined, 'uncompressed');
    const [x, y] = [point.subarray(1, 33), point.subarray(33)];
    const id = sha256(encode(new Map([[1n, 2n], [-1n, 1n], [-2n, x], [-3n, y]])));
    const jwk = { kty: 'EC', crv: 'P-256', x: x.toString('base64url'), y: y.toString('base64url') };
    const key = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' };
    const payload = encode(new Map([[BODY, [nonce, sha256(grant.bytes), intent]]]));
    const signed = toBeSigned('PRESENT', environment, encode(new Map([[1n, -7n]])), payload);
    return id.subarray(0, 16).equals(confirmation) && verify('sha256', signed, key, signature);
  } catch {
    return false;
  }
}

/** The lines of chunks of Latin-1 text; each ends with a line feed. */
export async function verifyLines(chunks, roots) {
  const verifier = new ExportVerifier(roots);
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    lines.forEach((line) => verifier.take(line));
    if (rest.length > MAX_LINE) verifier.take(rest);
  }
  if (rest !== '') verifier.take(`${rest}\n`);
  return verifier.finish();
}

async function main([file, ...options]) {
  const roots = options.filter((option, i) => i > 0 && options[i - 1] === '--root');
  if (!file || roots.length === 0) {
    console.error('usage: node verify-export.mjs FILE --root THUMBPRINT [--root THUMBPRINT]');
    return 2;
  }
  try {
    const found = await verifyLines(createReadStream(file, 'latin1'), roots);
    const { headers, entries, receipts, accounts, newest } = found;
    console.log(
      `whole: ${entries} entries of ${accounts} accounts, ${receipts} receipts, ${headers} headers`,
    );
    if (newest) console.log(`newest header: number ${newest.number}, hash ${newest.hash}`);
    return 0;
  } catch (error) {
    if (!(error instanceof BrokenExport)) throw error;
    console.error(`broken: ${error.message}`);
    return 1;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await main(process.argv.slice(2));
}
