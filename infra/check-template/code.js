// Checks the template against the code: handlers, event files, routes, settings.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = 'functions/src/main/java';
const WIRING = 'dev/coinless/functions/io/lambda/Wiring.java';

/** What the Book's handlers are wired from besides. */
const BOOK_WIRING = 'dev/coinless/functions/io/lambda/BookWiring.java';

/** The Java runtime's own options; no code of ours reads them. */
const NOT_READ = new Set(['JAVA_TOOL_OPTIONS']);

/** Needed with KeyCustody=kms only, and given to every function. */
const CUSTODY = ['ROOT_KEY_ID', 'WRAP_KEY_ID', 'OFFLINE_ROOT'];

export function checkCode(root, functions) {
  return [
    ...functions.flatMap((each) => checkHandler(root, each)),
    ...functions.flatMap((each) => checkEvents(root, each)),
    ...checkUnusedEvents(root, functions),
    ...checkRoutes(root, functions),
    ...functions.flatMap((each) => checkSettings(root, each)),
  ];
}

function sourceOf(root, handler) {
  const [name, method] = handler.split('::');
  return { file: join(root, SOURCES, `${name.replaceAll('.', '/')}.java`), method };
}

function checkHandler(root, { id, handler }) {
  const { file, method } = sourceOf(root, handler);
  if (!existsSync(file)) {
    return [`${id}: there is no class ${handler}`];
  }
  const source = readFileSync(file, 'utf8');
  const className = handler.split('::')[0].split('.').at(-1);
  const faults = [];
  if (!new RegExp(`\\b${method}\\(`).test(source)) {
    faults.push(`${id}: ${handler} has no such method`);
  }
  if (!new RegExp(`public ${className}\\(\\)`).test(source)) {
    faults.push(`${id}: ${className} has no public constructor without arguments`);
  }
  return faults;
}

/** As many event files as the function has sources, and at least one. */
function checkEvents(root, { id, events }) {
  const folder = join(root, 'events', id);
  const files = existsSync(folder) ? readdirSync(folder).filter((f) => f.endsWith('.json')) : [];
  const faults = files.flatMap((file) => {
    try {
      JSON.parse(readFileSync(join(folder, file), 'utf8'));
      return [];
    } catch {
      return [`events/${id}/${file}: is not JSON`];
    }
  });
  const needed = Math.max(1, events.length);
  if (files.length < needed) {
    faults.push(`events/${id}: has ${files.length} files, the function has ${needed} event sources`);
  }
  return faults;
}

function checkUnusedEvents(root, functions) {
  const known = new Set(functions.map((each) => each.id));
  return readdirSync(join(root, 'events'))
    .filter((name) => !known.has(name))
    .map((name) => `events/${name}: template.yaml has no such function`);
}

/** The routes of the template are those of the page's table, no more and no fewer. */
function checkRoutes(root, functions) {
  const page = readFileSync(join(root, 'docs/protocol.md'), 'utf8');
  const documented = new Set(
    [...page.matchAll(/^\| (GET|POST|PUT|DELETE) (\/v1\/[^\s|]+)/gm)].map((m) => `${m[1]} ${m[2]}`),
  );
  const routed = new Set(
    functions
      .flatMap((each) => each.events)
      .filter((event) => event.Type === 'HttpApi')
      .map((event) => `${event.Properties.Method} ${event.Properties.Path}`),
  );
  return [
    ...[...routed].filter((r) => !documented.has(r)).map((r) => `docs/protocol.md: lacks ${r}`),
    ...[...documented].filter((r) => !routed.has(r)).map((r) => `template.yaml: lacks ${r}`),
  ];
}

/** Every setting that the code reads is given, and none is given for nothing. */
function checkSettings(root, { id, handler, environment, own }) {
  const { file } = sourceOf(root, handler);
  if (!existsSync(file)) {
    return [];
  }
  const source = readFileSync(file, 'utf8');
  const wirings = source.includes('BookWiring') ? [WIRING, BOOK_WIRING] : [WIRING];
  const wiring = wirings.map((each) => readFileSync(join(root, SOURCES, each), 'utf8')).join('\n');
  const read = settingsOf(source, wiring);
  return [
    ...[...read]
      .filter((name) => !environment.includes(name))
      .map((name) => `${id}: the code reads ${name}, the template does not give it`),
    ...own
      .filter((name) => !read.has(name) && !NOT_READ.has(name) && !CUSTODY.includes(name))
      .map((name) => `${id}: the template gives ${name}, the code does not read it`),
  ];
}

export function settingsOf(handlerSource, wiringSource) {
  const methods = methodsOf(wiringSource);
  const found = new Set();
  const visit = (source, call) => {
    for (const match of source.matchAll(/\b(?:require|number|find)\("([A-Z_]+)"\)/g)) {
      found.add(match[1]);
    }
    for (const [name, body] of methods) {
      if (new RegExp(`${call}${name}\\(`).test(source)) {
        methods.delete(name);
        visit(body, '\\b');
      }
    }
  };
  visit(handlerSource, '[wW]iring\\.(?:cloud\\(\\)\\.)?');
  return found;
}

/** The bodies of a class's methods by name; methods end with a brace in the fifth column. */
function methodsOf(source) {
  const pattern = /^ {4}(?:private |public )?(?:static )?[\w<>]+ (\w+)\([^)]*\) \{\n([\s\S]*?)^ {4}}/gm;
  return new Map([...source.matchAll(pattern)].map((match) => [match[1], match[2]]));
}
