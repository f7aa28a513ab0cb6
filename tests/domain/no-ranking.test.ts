import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ROUTES } from '../../api/app.ts';
import { openApiDocument } from '../../api/openapi.ts';
import { COUNTRIES_OF_ORIGIN } from '../../domain/interview/interview.ts';
import { originsFigure } from '../../domain/patterns/figures/people.ts';
import { DIMENSIONS, PATTERN_DIMENSIONS } from '../../domain/patterns/lens.ts';

type Schema = Record<string, unknown>;
interface Field {
  operation: string;
  name: string;
}

/** Every name of a field or parameter of the wire, with the operation that takes or gives it. */
function fieldsOfWire(): Field[] {
  const { paths } = openApiDocument(ROUTES, 'vigia') as { paths: Record<string, Record<string, Schema>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { parameters, ...rest }]) => {
      const operation = `${method.toUpperCase()} ${path}`;
      const names = new Set((parameters as { name: string }[]).map(({ name }) => name));
      collect(rest, names);
      return [...names].map((name) => ({ operation, name }));
    }),
  );
}

function collect(schema: unknown, names: Set<string>): void {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties') for (const name of Object.keys(value as object)) names.add(name);
    collect(value, names);
  }
}

/** Where a country of origin may stand: what is entered, one opened report, doubtful joins, and counts by state. */
const OF_ORIGIN = [
  'GET /api/patterns/facts country',
  'GET /api/patterns/facts origins',
  'GET /api/review/merges countries',
  'POST /api/reports countries',
  'POST /api/reports otherCountries',
  'POST /api/reports/check countries',
  'POST /api/reports/check otherCountries',
];

describe('nobody and no nationality is ranked', () => {
  it('a field that names a country of origin is one of those that may', () => {
    const named = fieldsOfWire()
      .filter(({ name }) => /countr|nationalit|origin|nacional/i.test(name))
      .map(({ operation, name }) => `${operation} ${name}`)
      // Of the map's outlines, of a place that a text names, of where a file came from, of a row as it stood.
      .filter((one) => !/basemap|geocode|countryCode| original$/.test(one));
    expect(named.sort()).toEqual(OF_ORIGIN);
  });

  it('no field ranks, scores or names a person', () => {
    const names = fieldsOfWire().map(({ operation, name }) => `${operation} ${name}`);
    const wrong =
      / \w*(rank|suspect|wanted|watchlist|biometric|personId|personName|threatLevel|riskOfPerson)\w*$/i;
    expect(names.length).toBeGreaterThan(500);
    // Stretches of track are ranked, and how large the label of a town is.
    const places = [
      'GET /api/stretches/{id} rank',
      'GET /api/stretches/{id} ranked',
      'GET /api/basemap rank',
    ];
    expect(names.filter((name) => wrong.test(name)).sort()).toEqual(places.sort());
  });

  it('the page can not tell origins apart by anything finer than a state', () => {
    expect(DIMENSIONS).not.toContain('country');
    expect(PATTERN_DIMENSIONS.filter((one) => one === 'country')).toHaveLength(1);
    // That they go with no dimension but the state and with no other filter is asked of the server in tests/api/patterns.test.ts.
  });

  it('origins stand by name whatever their numbers are', () => {
    const rows = ['SV', 'GT', 'HN'].map((country, at) => ({
      stateCode: '07',
      country,
      incidents: 9 + at * 5,
    }));
    const words = { t: (key: string) => key, number: String, state: (code: string) => code, date: String };
    const facts = { origins: { threshold: 5, withheld: 0, rows } };
    const figure = originsFigure({
      words,
      facts,
      width: 600,
      selection: {},
      cube: { synthetic: 0 },
      span: {},
    } as unknown as Parameters<typeof originsFigure>[0]);
    const drawn = JSON.stringify(figure.chart);
    const order = ['GT', 'HN', 'SV'].map((country) => drawn.indexOf(country));
    expect(order.every((at) => at >= 0)).toBe(true);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(COUNTRIES_OF_ORIGIN).toContain('GT');
  });

  it('no text of the interface ranks them', () => {
    const folder = fileURLToPath(new URL('../../domain/locales', import.meta.url));
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.json'),
    );
    const texts = files.flatMap((file) =>
      textsOf(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')), file),
    );
    const ranks = /clasific|ranking|\brank|los? más|las? más|top \d|most dangerous|peligros/i;
    const ofOrigin =
      /nacionalidad|nationalit|pa[ií]s(es)? de origen|countr(y|ies) of origin|hondureñ|guatemaltec|salvadoreñ|haitian|venezolan/i;
    const both = texts.filter(({ text }) => ranks.test(text) && ofOrigin.test(text));
    // What the product refuses to do.
    expect(both.filter(({ key }) => !key.endsWith('about.refuses.nationalities'))).toEqual([]);
    expect(both).toHaveLength(2);
  });
});

function textsOf(node: unknown, key: string): { key: string; text: string }[] {
  if (typeof node === 'string') return [{ key, text: node }];
  return Object.entries(node as object).flatMap(([name, value]) =>
    textsOf(value, `${key.replace(/\.json$/, '')}.${name}`),
  );
}
