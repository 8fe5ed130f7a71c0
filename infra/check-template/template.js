// Reads template.yaml and knows its intrinsics.
import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';

const INTRINSIC = Symbol.for('intrinsic');
const PSEUDO = /^AWS::/;

/** The template with every intrinsic as {[INTRINSIC]: name, argument}. */
export function readTemplate(file) {
  const intrinsic = (name) => ({
    tag: `!${name}`,
    resolve: (value) => ({ [INTRINSIC]: name, argument: value }),
  });
  const list = (name) => ({
    tag: `!${name}`,
    collection: 'seq',
    resolve: (value) => ({ [INTRINSIC]: name, argument: value.toJSON() }),
  });
  const document = parseDocument(readFileSync(file, 'utf8'), {
    customTags: [intrinsic('Ref'), intrinsic('Sub'), intrinsic('GetAtt'), list('Join')],
  });
  if (document.errors.length + document.warnings.length > 0) {
    throw new Error([...document.errors, ...document.warnings].map((e) => e.message).join('\n'));
  }
  return document.toJS();
}

/** Faults of references to what the template does not have. */
export function checkReferences(template) {
  const names = new Set([
    ...Object.keys(template.Parameters ?? {}),
    ...Object.keys(template.Resources),
  ]);
  const faults = [];
  walk(template, '', (value, place) => {
    for (const name of referenced(value)) {
      if (!PSEUDO.test(name) && !names.has(name.split('.')[0])) {
        faults.push(`${place}: refers to ${name}, which does not exist`);
      }
    }
  });
  return faults;
}

function referenced(value) {
  switch (value[INTRINSIC]) {
    case 'Ref':
    case 'GetAtt':
      return [value.argument];
    case 'Sub':
      return [...value.argument.matchAll(/\$\{([^!}][^}]*)}/g)].map((match) => match[1]);
    default:
      return [];
  }
}

function walk(value, place, visit) {
  if (value === null || typeof value !== 'object') {
    return;
  }
  if (value[INTRINSIC]) {
    visit(value, place);
    return;
  }
  for (const [key, each] of Object.entries(value)) {
    walk(each, place ? `${place}.${key}` : key, visit);
  }
}

/** The functions with the settings that Globals adds. */
export function functionsOf(template) {
  const globals = template.Globals?.Function ?? {};
  return Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === 'AWS::Serverless::Function')
    .map(([id, resource]) => ({
      id,
      handler: resource.Properties.Handler,
      events: Object.values(resource.Properties.Events ?? {}),
      environment: Object.keys({
        ...globals.Environment?.Variables,
        ...resource.Properties.Environment?.Variables,
      }),
      own: Object.keys(resource.Properties.Environment?.Variables ?? {}),
    }));
}
