import fc from 'fast-check';
import { RIGHT_BODIES, RIGHT_QUERIES } from './right.ts';
import { hostileText, type Schema, spoiled, validValue } from './values.ts';

/** One operation of the OpenAPI document. */
export interface Operation {
  method: string;
  /** With `{name}` for parameters. */
  path: string;
  security: Record<string, string[]>[];
  parameters: { name: string; in: 'path' | 'query'; required: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

export interface OpenApi {
  paths: Record<string, Record<string, Omit<Operation, 'method' | 'path'>>>;
}

/** All operations of a document. */
export function operationsOf(document: OpenApi): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
    })),
  );
}

/** A request, ready to be sent. */
export interface FuzzRequest {
  method: string;
  /** Path and query as they go over the wire. */
  url: string;
  contentType: string | null;
  body: string | Uint8Array<ArrayBuffer> | null;
}

/** Values that exist: for the parameters of the paths that begin so. */
export type Known = readonly (readonly [pathStart: string, values: readonly Record<string, string>[]])[];

/** Requests for an operation: some valid, some at a bound, some hostile in one place or in many. */
export function requestsFor(operation: Operation, known: Known): fc.Arbitrary<FuzzRequest> {
  return fc
    .record({
      path: pathOf(operation, known),
      query: queryOf(operation),
      sent: bodyOf(operation),
    })
    .map(({ path, query, sent }) => ({ method: operation.method, url: `${path}${query}`, ...sent }));
}

function pathOf(operation: Operation, known: Known): fc.Arbitrary<string> {
  const parameters = operation.parameters.filter((one) => one.in === 'path');
  const fill = (values: Record<string, string>) =>
    operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => escaped(values[name] ?? 'x'));
  if (parameters.length === 0) return fc.constant(operation.path);
  const [, there] = known.find(([start]) => operation.path.startsWith(start)) ?? [];
  const valid = fc.record(
    Object.fromEntries(parameters.map(({ name, schema }) => [name, validValue(schema).map(String)])),
  );
  const hostile = fc.record(
    Object.fromEntries(parameters.map(({ name }) => [name, hostileText.map((text) => text || 'x')])),
  );
  const raw = fc
    .constantFrom('%', '%zz', '%ff', '%c0%ae', '%00', '..%2f..', '%e2%28%a1')
    .map((bad) => operation.path.replaceAll(/\{\w+\}/g, bad));
  return fc.oneof(
    ...(there?.length ? [{ weight: 5, arbitrary: fc.constantFrom(...there).map(fill) }] : []),
    { weight: 2, arbitrary: valid.map(fill) },
    { weight: 2, arbitrary: hostile.map(fill) },
    { weight: 1, arbitrary: raw },
  );
}

const QUERY_TRICKS = [
  '__proto__=1',
  'constructor[prototype][a]=1',
  'a[]=1',
  '%ff=%fe',
  '%',
  '=',
  '&&&',
  'limit=',
  'toString=1',
];

function queryOf(operation: Operation): fc.Arbitrary<string> {
  const parameters = operation.parameters.filter((one) => one.in === 'query');
  const given = parameters.map(({ name, schema, required }) => {
    const valid = validValue(schema).map((value) => [pair(name, String(value))]);
    const hostile = hostileText.map((text) => [pair(name, text)]);
    const twice = fc.tuple(valid, fc.oneof(valid, hostile)).map(([a, b]) => [...a, ...b]);
    const bare = fc.constantFrom([name], [`${name}=`], [`${name}[]=1`], [`${name}=%ff%fe`], [`${name}=%`]);
    const some = fc.oneof(
      { weight: 8, arbitrary: valid },
      { weight: 2, arbitrary: hostile },
      { weight: 1, arbitrary: twice },
      { weight: 1, arbitrary: bare },
    );
    // A question with all its filters at once would hardly ever be right in all of them.
    const absent = fc.constant<string[]>([]);
    return required ? some : fc.oneof({ weight: 3, arbitrary: absent }, { weight: 1, arbitrary: some });
  });
  const trick = fc.oneof(
    { weight: 9, arbitrary: fc.constant<string[]>([]) },
    { weight: 1, arbitrary: fc.constantFrom(...QUERY_TRICKS).map((text) => [text]) },
  );
  const right = RIGHT_QUERIES[`${operation.method} ${operation.path}`];
  const made = fc.tuple(...given, trick).map((parts) => parts.flat().join('&'));
  const all = right
    ? fc.oneof({ weight: 1, arbitrary: fc.constantFrom(...right) }, { weight: 2, arbitrary: made })
    : made;
  return all.map((text) => (text === '' ? '' : `?${text}`));
}

type Sent = Pick<FuzzRequest, 'contentType' | 'body'>;

const NOTHING: Sent = { contentType: null, body: null };

/** Bodies that no parser should stumble over. */
const BROKEN: readonly Sent[] = [
  NOTHING,
  ...[
    '',
    '{',
    'null',
    '1',
    '"x"',
    '[]',
    '{"a":1}}',
    '\ufeff{}',
    `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  ].map((body) => ({ contentType: 'application/json', body })),
  { contentType: 'application/json', body: `${'{"a":'.repeat(8000)}1${'}'.repeat(8000)}` },
  {
    contentType: 'application/json',
    body: '{"__proto__":{"admin":true},"constructor":{"prototype":{"a":1}}}',
  },
  { contentType: 'application/json', body: `{"a":${'9'.repeat(5000)}}` },
  { contentType: 'application/json', body: new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) },
  { contentType: 'application/json', body: `"${'x'.repeat(120_000)}"` },
  { contentType: 'application/json; charset=utf-7', body: '{}' },
  { contentType: 'application/json; charset=utf-16', body: '{}' },
  { contentType: 'application/x-www-form-urlencoded', body: 'a[b]=1&__proto__[x]=1' },
  { contentType: 'multipart/form-data; boundary=x', body: '--x\r\n\r\n--x--' },
  { contentType: 'text/plain', body: '{}' },
  { contentType: 'nonsense', body: '{}' },
];

function bodyOf({ requestBody, method, path }: Operation): fc.Arbitrary<Sent> {
  if (method === 'GET') return fc.constant(NOTHING);
  const broken = fc.constantFrom(...BROKEN);
  const schema = requestBody?.content['application/json']?.schema;
  const [type] = Object.keys(requestBody?.content ?? {});
  if (!type) {
    return fc.oneof({ weight: 4, arbitrary: fc.constant(NOTHING) }, { weight: 1, arbitrary: broken });
  }
  if (!schema) {
    const bytes = fc
      .uint8Array({ maxLength: 300 })
      .map((body) => ({ contentType: type, body: body as Uint8Array<ArrayBuffer> }));
    return fc.oneof({ weight: 3, arbitrary: bytes }, { weight: 1, arbitrary: broken });
  }
  const json = (value: unknown): Sent => ({ contentType: 'application/json', body: JSON.stringify(value) });
  const right = RIGHT_BODIES[`${method} ${path}`];
  const allowed = validValue(schema);
  const valid = right ? fc.oneof(fc.constantFrom(...right), allowed) : allowed;
  return fc.oneof(
    { weight: 5, arbitrary: valid.map(json) },
    { weight: 6, arbitrary: valid.chain(spoiled).map(json) },
    { weight: 1, arbitrary: broken },
  );
}

function pair(name: string, value: string): string {
  return `${name}=${escaped(value)}`;
}

/** Percent-encoded; half a surrogate pair as its three bytes, which are no UTF-8. */
function escaped(text: string): string {
  return text
    .split(/(\p{Cs})/u)
    .map((part) => (/^\p{Cs}$/u.test(part) ? '%ed%a0%80' : encodeURIComponent(part)))
    .join('');
}
