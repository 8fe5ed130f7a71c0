// Tells what the JavaScript verifier says of an export with each of many single bytes changed:
//
//   node verify-alterations.mjs VERIFIER EXPORT ALTERATIONS ROOT
//
// ALTERATIONS has one JSON object a line: {repaired, line, offset, mask}; see Alteration.java.
// Prints one verdict a line: `whole N`, or `line|place`.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [verifier, exported, alterations, root] = process.argv.slice(2);
const { verifyLines, BrokenExport } = await import(pathToFileURL(verifier).href);
const text = readFileSync(exported, 'latin1');

/** The file with the byte changed. */
function changed({ offset, mask }) {
  const bytes = Buffer.from(text, 'latin1');
  bytes[offset] ^= mask;
  return bytes.toString('latin1');
}

/** The export with a byte of a line's content changed, and all checks put right again. */
function repaired({ line, offset, mask }) {
  let chain = Buffer.alloc(32);
  return text
    .trimEnd()
    .split('\n')
    .map((each, i) => {
      const [kind, content] = each.split(' ');
      const bytes = Buffer.from(content, 'base64url');
      if (i === line) bytes[offset] ^= mask;
      const body = `${kind} ${bytes.toString('base64url')}`;
      chain = createHash('sha256').update(chain).update(body).digest();
      return `${body} ${chain.toString('hex', 0, 8)}\n`;
    })
    .join('');
}

async function verdict(altered) {
  try {
    return `whole ${(await verifyLines([altered], [root])).entries}`;
  } catch (error) {
    if (!(error instanceof BrokenExport)) throw error;
    return `${error.line}|${error.place}`;
  }
}

console.log(await verdict(text));
for (const line of readFileSync(alterations, 'utf8').trim().split('\n')) {
  const alteration = JSON.parse(line);
  console.log(await verdict(alteration.repaired ? repaired(alteration) : changed(alteration)));
}
