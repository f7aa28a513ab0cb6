import fc from 'fast-check';

/** A JSON Schema as the OpenAPI document holds it: the part that zod writes. */
export interface Schema {
  type?: string | string[];
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  examples?: unknown[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema | false;
  prefixItems?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

/** Texts that harm where somebody trusts them: storage, paths, numbers, dates, prototypes, markup, statements. */
const HOSTILE_TEXTS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udc00',
  '\u202e\u2066',
  '\ufeff',
  'é'.normalize('NFD').repeat(30),
  'x'.repeat(3000),
  '😀'.repeat(300),
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  'null',
  'undefined',
  'true',
  '[object Object]',
  '-1',
  '0',
  '-0',
  '1e400',
  '1e3',
  '0x10',
  '2147483648',
  '9007199254740991',
  '9007199254740993',
  '9223372036854775808',
  '99999999999999999999999999999999',
  'NaN',
  'Infinity',
  '1,2',
  ',',
  ',,,,',
  '0000-01-01',
  '0001-01-01',
  '9999-12-31',
  '2018-02-30',
  '-271821-04-20',
  '+275760-09-13',
  '2018-01-01T25:61:61Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '../../../etc/passwd',
  '..%2f..%2f',
  "'; drop table incident; --",
  '%',
  '\\',
  '"',
  '{}',
  '[]',
  '<script>alert(1)</script>',
  '$1',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '\r\nSet-Cookie: a=b',
] as const;

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...HOSTILE_TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
);

const HOSTILE_NUMBERS = [
  0,
  -0,
  -1,
  0.5,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  1e308,
  5e-324,
  1e21,
] as const;

/** What stands where something else belongs. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(...HOSTILE_NUMBERS, null, true, false),
  fc.constantFrom<unknown>([], {}, [[]], [null], { length: 1e9 }, { $gt: '' }, { toString: 1, toJSON: 1 }),
  fc.array(hostileText, { maxLength: 3 }),
  fc.constant(Array.from({ length: 3000 }, (_, i) => i)),
  fc.constant(nested(400)),
);

/** An array in an array, `depth` times. */
function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { a: value };
  return value;
}

/** Values that a schema allows, often at its bounds; what only code checks (refinements) may still be wrong. */
export function validValue(schema: Schema): fc.Arbitrary<unknown> {
  const { examples, enum: words, oneOf, anyOf, allOf } = schema;
  if ('const' in schema) return fc.constant(schema.const);
  if (words) return fc.constantFrom(...words);
  if (examples) return fc.constantFrom(...examples);
  const choices = oneOf ?? anyOf;
  if (choices) return fc.oneof(...choices.map(validValue));
  if (allOf) return fc.tuple(...allOf.map(validValue)).map((parts) => Object.assign({}, ...parts));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'string':
      return validText(schema);
    case 'integer':
      return validInteger(schema);
    case 'number':
      return fc.double({
        min: schema.minimum ?? schema.exclusiveMinimum ?? -1e6,
        max: Math.max(schema.maximum ?? 1e6, schema.minimum ?? -1e6),
        noNaN: true,
      });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return validArray(schema);
    case 'object':
      return validObject(schema);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function validInteger({ minimum = -1000, maximum = 1_000_000 }: Schema): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: minimum, max: Math.min(maximum, minimum + 20) }) },
    { weight: 1, arbitrary: fc.constantFrom(minimum, maximum) },
  );
}

const DAY = fc.oneof(
  fc.constantFrom('2018-01-01', '2026-11-23', '2024-02-29', '0001-01-01', '9999-12-31', '1969-12-31'),
  fc
    .date({ min: new Date('2017-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
);

function validText({ format, pattern, minLength = 0, maxLength = 200 }: Schema): fc.Arbitrary<string> {
  if (format === 'date') return DAY;
  if (format === 'date-time') return DAY.map((day) => `${day}T12:00:00.000Z`);
  if (format === 'uuid') return fc.uuid({ version: 4 });
  // Longer than a line is rare, at the bound now and then.
  const max = Math.max(minLength, Math.min(maxLength, 200));
  if (pattern) {
    return fc.stringMatching(new RegExp(pattern, 'u'), { maxLength: max });
  }
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.string({
        unit: 'grapheme',
        minLength,
        maxLength: Math.max(minLength, Math.min(max, 40)),
      }),
    },
    { weight: 1, arbitrary: fc.constantFrom('x'.repeat(max), 'ñ'.repeat(Math.max(1, minLength))) },
  );
}

function validArray({ items, prefixItems, minItems = 0, maxItems = 4 }: Schema): fc.Arbitrary<unknown[]> {
  if (prefixItems) return fc.tuple(...prefixItems.map(validValue));
  return fc.array(items ? validValue(items) : fc.jsonValue({ maxDepth: 1 }), {
    minLength: minItems,
    maxLength: Math.max(minItems, Math.min(maxItems, 4)),
  });
}

function validObject({
  properties = {},
  required = [],
  additionalProperties,
}: Schema): fc.Arbitrary<unknown> {
  const shape = Object.fromEntries(
    Object.entries(properties).map(([name, inner]) => [name, validValue(inner)]),
  );
  const known = fc.record(shape, { requiredKeys: required.filter((name) => name in shape) });
  if (Object.keys(shape).length > 0 || typeof additionalProperties !== 'object') return known;
  return fc.dictionary(fc.string({ maxLength: 10 }), validValue(additionalProperties), { maxKeys: 3 });
}

/** A copy of a JSON value with one thing wrong somewhere in it: replaced, left out, or added. */
export function spoiled(value: unknown): fc.Arbitrary<unknown> {
  const places = placesOf(value);
  return fc
    .tuple(
      fc.constantFrom(...places),
      fc.constantFrom('replace', 'replace', 'remove', 'add'),
      hostileValue,
      hostileText,
    )
    .map(([place, what, bad, key]) => spoil(value, place, what, bad, key));
}

type Place = readonly (string | number)[];

function placesOf(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [at];
  const inner = Object.entries(value).flatMap(([key, one]) => placesOf(one, [...at, key]));
  return [at, ...inner].slice(0, 60);
}

function spoil(value: unknown, place: Place, what: string, bad: unknown, key: string): unknown {
  const [first, ...rest] = place;
  if (first === undefined) {
    if (what !== 'add' || typeof value !== 'object' || value === null) return bad;
    return Array.isArray(value) ? [...value, bad] : withKey(value, key, bad);
  }
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >;
  if (rest.length === 0 && what === 'remove') delete copy[first];
  else copy[first] = spoil(copy[first], rest, what, bad, key);
  return copy;
}

/** Also under `__proto__`, as JSON.parse makes it: a property like any other. */
function withKey(value: object, key: string, bad: unknown): object {
  const copy = { ...value };
  Object.defineProperty(copy, key, { value: bad, enumerable: true, configurable: true, writable: true });
  return copy;
}
