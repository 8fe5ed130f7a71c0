// node check.js [ROOT]: names every fault of template.yaml, and fails if there is one.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkCode } from './code.js';
import { checkResource, loadSpecification } from './spec.js';
import { checkReferences, functionsOf, readTemplate } from './template.js';

const root = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '../..'));
const template = readTemplate(join(root, 'template.yaml'));
const specification = await loadSpecification();
const functions = functionsOf(template);
const globals = template.Globals?.Function ?? {};

const faults = [
  ...checkReferences(template),
  ...Object.entries(template.Resources).flatMap(([id, resource]) =>
    checkResource(
      specification,
      id,
      resource,
      resource.Type === 'AWS::Serverless::Function' ? globals : {},
    ),
  ),
  ...checkCode(root, functions),
];

for (const fault of faults) {
  console.error(`template: ${fault}`);
}
console.log(
  `template.yaml: ${Object.keys(template.Resources).length} resources, ` +
    `${functions.length} functions, ${faults.length} faults`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
