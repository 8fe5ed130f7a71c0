// Checks resources against the published CloudFormation resource specification.
import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';

// SAM hands these on to AWS::Lambda::Function or knows them itself; the published specification of
// AWS::Serverless::Function is older than they are.
const SERVERLESS_FUNCTION_ALSO = 'AWS::Lambda::Function';

// SAM's own values, checked by the code checks instead.
const FREE_FORM = new Set(['Events', 'Policies', 'Environment']);

// Of a property that may have several forms, those whose members are known.
const STRUCTURED = new Set(['ref', 'array', 'map', 'union']);

const INTRINSIC = Symbol.for('intrinsic');

export async function loadSpecification() {
  const database = await loadAwsServiceSpec();
  const find = (type) => database.lookup('resource', 'cloudFormationType', 'equals', type)[0];
  return { database, find };
}

/** The faults of one resource, each naming its place. */
export function checkResource(specification, id, resource, globals = {}) {
  const type = resource.Type;
  const known = specification.find(type);
  if (!known) {
    return [`${id}: there is no resource type ${type}`];
  }
  const properties = { ...known.properties };
  if (type === 'AWS::Serverless::Function') {
    const lambda = specification.find(SERVERLESS_FUNCTION_ALSO).properties;
    for (const name of Object.keys(lambda)) {
      properties[name] ??= { ...lambda[name], required: false };
    }
  }
  const given = { ...globals, ...(resource.Properties ?? {}) };
  return checkProperties(specification.database, `${id}`, properties, given);
}

function checkProperties(database, place, known, given) {
  const faults = [];
  for (const name of Object.keys(given)) {
    if (!known[name]) {
      faults.push(`${place}: there is no property ${name}`);
    } else if (!FREE_FORM.has(name)) {
      faults.push(...checkValue(database, `${place}.${name}`, known[name].type, given[name]));
    }
  }
  for (const [name, property] of Object.entries(known)) {
    if (property.required && given[name] === undefined) {
      faults.push(`${place}: the property ${name} is missing`);
    }
  }
  return faults;
}

function checkValue(database, place, type, value) {
  if (value === null || value === undefined) {
    return [`${place}: has no value`];
  }
  if (value[INTRINSIC]) {
    return [];
  }
  switch (type.type) {
    case 'ref': {
      const definition = database.get('typeDefinition', type.reference.$ref);
      return isObject(value)
        ? checkProperties(database, place, definition.properties, value)
        : [`${place}: must be an object`];
    }
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((each, i) => checkValue(database, `${place}[${i}]`, type.element, each))
        : [`${place}: must be a list`];
    case 'map':
      return isObject(value)
        ? Object.entries(value).flatMap(([key, each]) =>
            checkValue(database, `${place}.${key}`, type.element, each),
          )
        : [`${place}: must be an object`];
    case 'union': {
      const structured = type.types.filter((each) => STRUCTURED.has(each.type));
      if (structured.length === 0 || typeof value !== 'object') {
        return [];
      }
      const faults = structured.map((each) => checkValue(database, place, each, value));
      return faults.some((each) => each.length === 0) ? [] : faults[0];
    }
    case 'string':
      return ['string', 'number', 'boolean'].includes(typeof value)
        ? []
        : [`${place}: must be text`];
    case 'number':
    case 'integer':
      return typeof value === 'number' || /^-?\d+(\.\d+)?$/.test(value)
        ? []
        : [`${place}: must be a number`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${place}: must be true or false`];
    default:
      return [];
  }
}

function isObject(value) {
  return typeof value === 'object' && !Array.isArray(value);
}
