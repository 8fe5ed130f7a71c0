// Verifies every signed golden vector of docs/protocol.md with an independent COSE library, and
// checks that it refuses each of them with one bit flipped.
//
//   node verify-vectors.js PAGE
//
// Prints one line per vector; ends with 1 if one does not come out as it must.
import { readFileSync } from 'node:fs';
import {
  ECDH,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  verify,
} from 'node:crypto';
import { Sign1 } from '@auth0/cose';

const PROTOCOL_VERSION = 1;
const COSE = { alg: 1, EdDSA: -8, ES256: -7 };

/** The fenced `vector` blocks of the page: [{name, fields}]. */
function vectorsIn(page) {
  return [...page.matchAll(/^```vector (\S+)\n([^`]*)^```$/gm)].map(([, name, block]) => ({
    name,
    fields: Object.fromEntries(
      block.trim().split('\n').map((line) => {
        const [, key, value] = /^([a-z0-9-]+)(?::| =) ?(.*)$/.exec(line);
        return [key, value];
      }),
    ),
  }));
}

const bytes = (hex) => Buffer.from(hex, 'hex');
const base64Url = (buffer) => Buffer.from(buffer).toString('base64url');

function publicKey(hex) {
  if (bytes(hex).length === 32) {
    return createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: base64Url(bytes(hex)) },
      format: 'jwk',
    });
  }
  const point = ECDH.convertKey(bytes(hex), 'prime256v1', undefined, undefined, 'uncompressed');
  return createPublicKey({
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: base64Url(point.subarray(1, 33)),
      y: base64Url(point.subarray(33)),
    },
    format: 'jwk',
  });
}

/** Whether the library finds the envelope genuine; the type decides the algorithm. */
async function verifies(envelope, fields) {
  try {
    const algorithm = fields.type === 'PRESENT' ? COSE.ES256 : COSE.EdDSA;
    await Sign1.decode(envelope).verify(publicKey(fields.public), {
      algorithms: [algorithm],
      externalAAD: Buffer.from(
        `coinless/${PROTOCOL_VERSION}/${fields.type}/${fields.environment}`,
      ),
      detachedPayload: fields.detached ? bytes(fields.detached) : undefined,
    });
    return true;
  } catch {
    return false;
  }
}

/** Byte offsets that a COSE signature covers: all but the CBOR heads and the unsigned parts. */
function coveredOffsets(envelope, fields) {
  const parts = [Sign1.decode(envelope).encodedProtectedHeaders, bytes(fields.signature)];
  if (fields.payload) {
    parts.push(bytes(fields.payload));
  }
  return parts.flatMap((part) => {
    const from = envelope.indexOf(Buffer.from(part));
    return [...part.keys()].map((i) => from + i);
  });
}

async function checkSigned({ name, fields }) {
  const envelope = bytes(fields.signed);
  fields.signature = fields.signed.slice(-128);
  if (!(await verifies(envelope, fields))) {
    return `${name} does not verify`;
  }
  if (await verifies(envelope, { ...fields, environment: 'elsewhere' })) {
    return `${name} verifies in another environment`;
  }
  const offsets = coveredOffsets(envelope, fields);
  for (const offset of offsets) {
    const altered = Buffer.from(envelope);
    altered[offset] ^= 1 << offset % 8;
    if (await verifies(altered, fields)) {
      return `${name} verifies with a bit of byte ${offset} flipped`;
    }
  }
  console.log(`${name}: genuine, and refused with each of ${offsets.length} flips`);
  return undefined;
}

function checkHttp({ name, fields }) {
  const key = { key: publicKey(fields.public), dsaEncoding: 'ieee-p1363' };
  const signature = Buffer.from(fields.signature.slice('sig=:'.length, -1), 'base64');
  const base = fields.base.replaceAll('\\n', '\n');
  if (!verify('sha256', Buffer.from(base), key, signature)) {
    return `${name} does not verify`;
  }
  if (verify('sha256', Buffer.from(`${base} `), key, signature)) {
    return `${name} verifies over another base`;
  }
  console.log(`${name}: genuine`);
  return undefined;
}

const concat = (...parts) => Buffer.concat(parts.map((part) => Buffer.from(part)));
const hmac = (key, data) => createHmac('sha256', key).update(data).digest();

/** HKDF (RFC 5869) with the labels of RFC 9180 4. */
const extract = (suite, salt, label, input) =>
  hmac(salt.length > 0 ? salt : Buffer.alloc(32), concat('HPKE-v1', suite, label, input));

function expand(suite, secret, label, info, length) {
  const labelled = concat([length >> 8, length & 255], 'HPKE-v1', suite, label, info);
  return hmac(secret, concat(labelled, [1])).subarray(0, length);
}

function x25519(hex, isPrivate) {
  const prefix = isPrivate ? '302e020100300506032b656e04220420' : '302a300506032b656e032100';
  const der = bytes(prefix + hex);
  return isPrivate
    ? createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    : createPublicKey({ key: der, format: 'der', type: 'spki' });
}

/** RFC 9180 in base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. */
function hpkeOpen(privateHex, enc, info, aad, ciphertext) {
  const kem = concat('KEM', [0, 0x20]);
  const suite = concat('HPKE', [0, 0x20, 0, 1, 0, 2]);
  const own = x25519(privateHex, true);
  const shared = diffieHellman({
    privateKey: own,
    publicKey: x25519(enc.toString('hex'), false),
  });
  const ownPublic = createPublicKey(own).export({ format: 'der', type: 'spki' }).subarray(-32);
  const agreed = extract(kem, '', 'eae_prk', shared);
  const secret = expand(kem, agreed, 'shared_secret', concat(enc, ownPublic), 32);
  const context = concat(
    [0],
    extract(suite, '', 'psk_id_hash', ''),
    extract(suite, '', 'info_hash', info),
  );
  const scheduled = extract(suite, secret, 'secret', '');
  const key = expand(suite, scheduled, 'key', context, 32);
  const nonce = expand(suite, scheduled, 'base_nonce', context, 12);
  const opener = createDecipheriv('aes-256-gcm', key, nonce);
  opener.setAAD(aad);
  opener.setAuthTag(ciphertext.subarray(-16));
  return concat(opener.update(ciphertext.subarray(0, -16)), opener.final());
}

/** Opens a sealed bundle and compares what is inside with the signed vector it names. */
function checkSealed({ name, fields }) {
  const sealed = bytes(fields.sealed);
  const header = sealed.subarray(0, 13);
  const info = concat('coinless/1/bundle', header.subarray(1, 9));
  const inside = vectors.find((other) => other.name === fields['opens-to'].slice(1));
  const open = (aad) =>
    hpkeOpen(fields['seal-private'], sealed.subarray(13, 45), info, aad, sealed.subarray(45));
  if (open(header).toString('hex') !== inside.fields.signed) {
    return `${name} does not open to ${inside.name}`;
  }
  try {
    open(concat(header.subarray(0, 12), [header[12] ^ 1]));
    return `${name} opens beside another header`;
  } catch {
    console.log(`${name}: opened, and refused beside another header`);
    return undefined;
  }
}

/** An unsigned integer in the shortest CBOR form, up to 32 bits. */
function cborNumber(value) {
  const width = [1, 2, 4].find((each) => value < 256 ** each);
  const rest = Buffer.alloc(4);
  rest.writeUInt32BE(value);
  return value < 24 ? Buffer.from([value]) : concat([23 + [1, 2, 4].indexOf(width) + 1], rest.subarray(4 - width));
}

/** The chain of sales for coins, from their readable form. */
function checkChain({ name, fields }) {
  const sources = { CASH_SALE: 1, COIN_PULSE: 2 };
  const remarks = { FREE: 1, TEST: 2, NEGATIVE: 4, TOKEN: 8, OTHER_CURRENCY: 16 };
  const batch = vectors.find((other) => other.name === fields.batch.slice(1));
  let chain = bytes(batch.fields.before);
  for (const sale of batch.fields.sales.split(' ')) {
    const [source, place, price, powered, remarked = ''] = sale.split('/');
    const bits = remarked.split('+').reduce((sum, each) => sum + (remarks[each] ?? 0), 0);
    const numbers = [sources[source], Number(place), Number(price), bits, Number(powered)];
    chain = createHash('sha256').update(concat(chain, [0x85], ...numbers.map(cborNumber))).digest();
  }
  if (chain.toString('hex') !== fields.chain) {
    return `${name} is not the chain of ${batch.name}`;
  }
  console.log(`${name}: the same chain`);
  return undefined;
}

const vectors = vectorsIn(readFileSync(process.argv[2], 'utf8'));
const ofKind = (kind) => vectors.filter(({ fields }) => fields.kind === kind);
const signed = ofKind('signed');
const faults = [
  ...(await Promise.all(signed.map(checkSigned))),
  ...ofKind('http').map(checkHttp),
  ...ofKind('sealed-bundle').map(checkSealed),
  ...ofKind('cash-chain').map(checkChain),
  signed.length === 0 ? 'the page has no signed vector' : undefined,
].filter((fault) => fault !== undefined);
faults.forEach((fault) => console.error(fault));
process.exitCode = faults.length === 0 ? 0 : 1;
