import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkCode, settingsOf } from './code.js';
import { checkResource, loadSpecification } from './spec.js';
import { checkReferences, functionsOf, readTemplate } from './template.js';

const root = resolve(join(dirname(fileURLToPath(import.meta.url)), '../..'));
const specification = await loadSpecification();
const template = () => readTemplate(join(root, 'template.yaml'));

function faultsOf(id, change) {
  const changed = template();
  change(changed.Resources[id]);
  const globals =
    changed.Resources[id].Type === 'AWS::Serverless::Function' ? changed.Globals.Function : {};
  return checkResource(specification, id, changed.Resources[id], globals);
}

function codeFaults(change) {
  const functions = functionsOf(template());
  change(functions.find((each) => each.id === 'IssueGrant'));
  return checkCode(root, functions);
}

test('the template as it is has no fault', () => {
  const whole = template();
  assert.deepEqual(checkReferences(whole), []);
  assert.deepEqual(checkCode(root, functionsOf(whole)), []);
});

test('an unknown property is named with its place', () => {
  assert.deepEqual(
    faultsOf('Table', (table) => (table.Properties.StreamSpecification.Colour = 'red')),
    ['Table.StreamSpecification: there is no property Colour'],
  );
  assert.deepEqual(faultsOf('IssueGrant', (it) => (it.Properties.Handlr = 'x')), [
    'IssueGrant: there is no property Handlr',
  ]);
});

test('a missing property is named', () => {
  assert.deepEqual(
    faultsOf('Table', (table) => delete table.Properties.KeySchema),
    ['Table: the property KeySchema is missing'],
  );
});

test('a value of another kind is named', () => {
  assert.deepEqual(faultsOf('BundleQueue', (it) => (it.Properties.VisibilityTimeout = 'long')), [
    'BundleQueue.VisibilityTimeout: must be a number',
  ]);
});

test('an unknown resource type is named', () => {
  assert.deepEqual(faultsOf('Table', (table) => (table.Type = 'AWS::DynamoDB::Tabel')), [
    'Table: there is no resource type AWS::DynamoDB::Tabel',
  ]);
});

test('a reference to nothing is named', () => {
  const changed = template();
  delete changed.Resources.BundleQueue;
  assert.ok(
    checkReferences(changed).some((fault) => fault.includes('refers to BundleQueue')),
  );
});

test('a handler that does not exist is named', () => {
  const faults = codeFaults((it) => (it.handler = 'dev.coinless.functions.Nothing::handleRequest'));
  assert.deepEqual(faults, [
    'IssueGrant: there is no class dev.coinless.functions.Nothing::handleRequest',
  ]);
});

test('a setting that is read and not given is named, and one that is given and not read', () => {
  const faults = codeFaults((it) => {
    it.environment = it.environment.filter((name) => name !== 'GRANT_CAP');
    it.own.push('GRANT_COLOUR');
  });
  assert.deepEqual(faults, [
    'IssueGrant: the code reads GRANT_CAP, the template does not give it',
    'IssueGrant: the template gives GRANT_COLOUR, the code does not read it',
  ]);
});

test('routes and the page must agree', () => {
  const faults = codeFaults((it) => (it.events[0].Properties.Path = '/v1/grant'));
  assert.deepEqual(faults, [
    'docs/protocol.md: lacks POST /v1/grant',
    'template.yaml: lacks POST /v1/grants',
  ]);
});

test('each event source needs a file', () => {
  const files = readdirSync(join(root, 'events/IssueGrant')).length;
  const faults = codeFaults((it) => it.events.push(...Array(files).fill({})));
  assert.deepEqual(faults, [
    `events/IssueGrant: has ${files} files, the function has ${files + 1} event sources`,
  ]);
});

test('settings are found through the wiring', () => {
  const wiring =
    '    static Wiring ofEnvironment() {\n        var s = settings.require("A");\n    }\n\n' +
    '    Ring ring() {\n        return new Ring(deep());\n    }\n\n' +
    '    Deep deep() {\n        return settings.number("B");\n    }\n\n' +
    '    Other other() {\n        return settings.require("C");\n    }\n';
  const handler = 'this(Wiring.ofEnvironment()); wiring.ring(); grant.other(); require("D")';
  assert.deepEqual([...settingsOf(handler, wiring)].sort(), ['A', 'B', 'D']);
});
