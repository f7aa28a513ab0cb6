import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { feature, neighbors } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { describe, expect, it } from 'vitest';
import { kmToLines } from '../../data/reference/lines.ts';
import { nearestState } from '../../data/reference/nearest-state.ts';
import { usefulOtherNames } from '../../data/reference/other-names.ts';
import { contains, labelPoint, outerArea, polygonsOf } from '../../data/reference/polygon.ts';
import { REPOSITORY, SHARED_DATA } from '../../data/reference/repository.ts';
import {
  readCorridorPosts,
  readCorridors,
  readGazetteer,
  readLabels,
  readMunicipalities,
} from '../../data/reference/tables.ts';
import { readCountries, readStates } from '../../data/reference/topologies.ts';
import { inegiFromFips, STATES } from '../../domain/states.ts';

const read = (name: string) => readFileSync(join(REPOSITORY, 'data/reference', name), 'utf8');
const gazetteer = readGazetteer(read('gazetteer.csv'));
const municipalities = readMunicipalities(read('municipalities.csv'));
const corridors = readCorridors(read('corridors.csv'));
const posts = readCorridorPosts(read('corridor-posts.csv'));
const states = readStates(read('states.topo.json'));
const countries = readCountries(read('countries.topo.json'));
const labels = readLabels(read('labels.csv'));
const byId = new Map(gazetteer.map((toponym) => [toponym.id, toponym]));

/** Mexico's frame, islands included, with a little room. */
const inMexico = ({ lon, lat }: { lon: number; lat: number }) =>
  lon >= -118.5 && lon <= -86.5 && lat >= 14.4 && lat <= 32.8;

function stateAt(lon: number, lat: number): string | undefined {
  return states.find((state) => polygonsOf(state.geometry).some((rings) => contains(rings, lon, lat)))?.code;
}

describe('the gazetteer', () => {
  it('holds every Mexican and Central American place of the source, and US places near the border', () => {
    const perCountry = new Map<string, number>();
    for (const { countryCode } of gazetteer) {
      perCountry.set(countryCode, (perCountry.get(countryCode) ?? 0) + 1);
    }
    expect(perCountry.get('MX')).toBe(16_917);
    const central = ['GT', 'BZ', 'SV', 'HN', 'NI', 'CR', 'PA'].map((code) => perCountry.get(code) ?? 0);
    expect(central.reduce((a, b) => a + b)).toBe(2_071);
    expect(perCountry.get('US')).toBe(324);
    expect(perCountry.size).toBe(9);
  });

  it('gives each place its own id and a position inside the region', () => {
    expect(byId.size).toBe(gazetteer.length);
    for (const place of gazetteer) {
      expect(place.id).toMatch(/^geonames:\d+$/);
      expect(place.lon >= -118.5 && place.lon <= -77 && place.lat >= 7 && place.lat <= 33.7, place.id).toBe(
        true,
      );
      expect(place.countryCode !== 'MX' || inMexico(place), place.id).toBe(true);
    }
  });

  it('numbers states as INEGI does where GeoNames’ FIPS codes 05 to 08 differ', () => {
    const stateOf = (id: string) => byId.get(`geonames:${id}`)?.stateCode;
    expect(stateOf('3516266')).toBe('07'); // Tapachula, Chiapas, FIPS 05
    expect(stateOf('4013516')).toBe('06'); // Colima, FIPS 08
    expect(stateOf('4014338')).toBe('08'); // Chihuahua, FIPS 06
    expect(stateOf('3988086')).toBe('05'); // Saltillo, Coahuila, FIPS 07
  });

  it('puts Mexican places inside the outline of their own state, but for the outlines’ coarseness', () => {
    const mexican = gazetteer.filter((place) => place.countryCode === 'MX');
    const outlines = new Map(states.map(({ code, geometry }) => [code, polygonsOf(geometry)]));
    const inside = mexican.filter(({ stateCode, lon, lat }) =>
      outlines.get(stateCode)!.some((rings) => contains(rings, lon, lat)),
    );
    expect(inside.length / mexican.length).toBeGreaterThan(0.975);
    const codes = new Set(mexican.map((place) => place.stateCode));
    expect([...codes].sort()).toEqual(STATES.map((state) => state.code));
  });

  it('has a state and municipality only in Mexico, the municipality in that state', () => {
    const known = new Set(municipalities.map((municipality) => municipality.code));
    let unknown = 0;
    for (const place of gazetteer) {
      if (place.countryCode !== 'MX') expect(place.stateCode + place.municipalityCode).toBe('');
      if (place.municipalityCode === '') continue;
      expect(place.municipalityCode.slice(0, 2)).toBe(place.stateCode);
      if (!known.has(place.municipalityCode)) unknown++;
    }
    expect(unknown).toBeLessThanOrEqual(20);
  });

  it('corrects the states of places that the source gives no municipality', () => {
    expect(byId.get('geonames:3817799')).toMatchObject({
      name: 'Xala',
      stateCode: '15',
      municipalityCode: '15016',
    });
    const huautla = gazetteer.filter(
      (place) => place.municipalityCode === '20041' && place.name.startsWith('Huautla'),
    );
    expect(huautla.map((place) => place.stateCode)).toEqual(['20']);
  });

  it('names Mexico City in Spanish and keeps the English name among the others', () => {
    const capital = byId.get('geonames:3530597');
    expect(capital?.name).toBe('Ciudad de México');
    expect(capital?.otherNames).toContain('Mexico City');
  });

  it('keeps other names in Latin script only, none twice, none equal to the name', () => {
    for (const { name, otherNames } of gazetteer) {
      expect(new Set(otherNames).size).toBe(otherNames.length);
      expect(otherNames).not.toContain(name);
      for (const other of otherNames) expect(other).not.toMatch(/[^\p{Script=Latin}\p{M}\p{N}\p{P}\p{Z}´`]/u);
    }
  });
});

describe('other names', () => {
  it('drops airport codes, other scripts, romanisations, and doubles without accents', () => {
    const names = [
      'TAP',
      'Тапачула',
      'ta pa qiu la',
      'Tapachula de Cordova',
      'Tapachula de Córdova',
      'tapachula',
    ];
    expect(usefulOtherNames('Tapachula', names)).toEqual(['Tapachula de Córdova']);
  });

  it('never keeps more than it was given, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (name, others) => {
        const kept = usefulOtherNames(name, others);
        expect(kept.length).toBeLessThanOrEqual(others.length);
        expect(usefulOtherNames(name, kept)).toEqual(kept);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

describe('the municipalities', () => {
  it('are 2,471 with five digits that begin with their state', () => {
    expect(municipalities).toHaveLength(2_471);
    expect(new Set(municipalities.map(({ code }) => code)).size).toBe(2_471);
    for (const { code, stateCode, name } of municipalities) {
      expect(code).toMatch(/^\d{5}$/);
      expect(code.slice(0, 2)).toBe(stateCode);
      expect(name).not.toMatch(/municipality|^$/i);
    }
  });

  const inegiFile = join(SHARED_DATA, 'municipios-inegi.topo.json');
  it.skipIf(!existsSync(inegiFile))('bear INEGI’s codes: at least 99 of 100 have the same name there', () => {
    const topology = JSON.parse(readFileSync(inegiFile, 'utf8')) as Topology<{
      mun_raw: GeometryCollection<{ cvegeo: string; nom_mun: string }>;
    }>;
    const fold = (name: string) =>
      name
        .normalize('NFD')
        .replace(/[^a-z]/gi, '')
        .toLowerCase();
    const features = feature(topology, topology.objects.mun_raw).features;
    const inegi = new Map(features.map(({ properties: p }) => [p.cvegeo, fold(p.nom_mun)]));
    const both = municipalities.filter(({ code }) => inegi.has(code));
    const same = both.filter(({ code, name }) => inegi.get(code) === fold(name));
    expect(both).toHaveLength(2_470);
    expect(same.length).toBeGreaterThanOrEqual(2_446);
  });
});

describe('the states', () => {
  const topology = JSON.parse(read('states.topo.json')) as Topology<{ states: GeometryCollection }>;
  const geometries = topology.objects.states.geometries;

  it('are the 32 of INEGI under their usual names', () => {
    expect(states.map(({ code, name }) => ({ code, name }))).toEqual(
      STATES.map(({ code, name }) => ({ code, name })),
    );
  });

  it('lie where they should in spite of the FIPS trap', () => {
    expect(stateAt(-101.0, 25.42)).toBe('05'); // Saltillo
    expect(stateAt(-103.72, 19.25)).toBe('06'); // Colima
    expect(stateAt(-92.26, 14.9)).toBe('07'); // Tapachula
    expect(stateAt(-106.09, 28.64)).toBe('08'); // Chihuahua
    expect(stateAt(-99.13, 19.43)).toBe('09'); // Mexico City
  });

  it('have their label point inside', () => {
    for (const { code, lon, lat } of states) expect(stateAt(lon, lat)).toBe(code);
  });

  it('share their borders: each arc belongs to one coast or to exactly two neighbours', () => {
    const uses = new Map<number, number>();
    const count = (arcs: unknown): void => {
      if (Array.isArray(arcs)) arcs.forEach(count);
      // ~i is the arc i walked backwards.
      else if (typeof arcs === 'number')
        uses.set(Math.max(arcs, ~arcs), (uses.get(Math.max(arcs, ~arcs)) ?? 0) + 1);
    };
    for (const geometry of geometries) if ('arcs' in geometry) count(geometry.arcs);
    expect(uses.size).toBe(topology.arcs.length);
    expect(Math.max(...uses.values())).toBe(2);

    const adjacent = neighbors(geometries).map((indices) =>
      indices.map((index) => states[index]!.code).sort(),
    );
    const neighboursOf = (code: string) => adjacent[states.findIndex((state) => state.code === code)];
    expect(neighboursOf('07')).toEqual(['20', '27', '30']);
    expect(neighboursOf('28')).toEqual(['19', '24', '30']);
    expect(neighboursOf('09')).toEqual(['15', '17']);
    expect(neighboursOf('29')).toEqual(['13', '15', '21']);
    expect(neighboursOf('03')).toEqual(['02']);
  });

  it('cover Mexico without overlap: random points lie in at most one', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -118, max: -87, noNaN: true }),
        fc.double({ min: 14.5, max: 32.7, noNaN: true }),
        (lon, lat) => {
          const holding = states.filter(({ geometry }) =>
            polygonsOf(geometry).some((r) => contains(r, lon, lat)),
          );
          expect(holding.length).toBeLessThanOrEqual(1);
        },
      ),
      { seed: 32, numRuns: 400 },
    );
  });

  it('are small enough to send and fine enough to show a coast', () => {
    const bytes = Buffer.byteLength(read('states.topo.json'));
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThan(300_000);
  });
});

describe('the countries', () => {
  it('are Mexico and its neighbours, inside the frame, named in Spanish and English', () => {
    const codes = countries.map((country) => country.code);
    expect(codes).toEqual([
      'BS',
      'BZ',
      'CO',
      'CR',
      'CU',
      'GT',
      'HN',
      'JM',
      'KY',
      'MX',
      'NI',
      'PA',
      'SV',
      'US',
    ]);
    expect(countries.find(({ code }) => code === 'BZ')).toMatchObject({ name: 'Belice', nameEn: 'Belize' });
    for (const { code, geometry, lon, lat } of countries) {
      expect(
        polygonsOf(geometry).some((rings) => contains(rings, lon, lat)),
        code,
      ).toBe(true);
      for (const [x, y] of polygonsOf(geometry).flat(2) as [number, number][]) {
        expect(x >= -120.001 && x <= -74.999 && y >= 4.999 && y <= 36.001, code).toBe(true);
      }
    }
  });

  it('share the border of Mexico and Guatemala', () => {
    const topology = JSON.parse(read('countries.topo.json')) as Topology<{ countries: GeometryCollection }>;
    const geometries = topology.objects.countries.geometries;
    const mexico = geometries.findIndex(({ id }) => id === 'MX');
    const beside = neighbors(geometries)[mexico]!.map((index) => geometries[index]!.id);
    expect(beside.sort()).toEqual(['BZ', 'GT', 'US']);
    expect(feature(topology, topology.objects.countries).features).toHaveLength(14);
  });
});

describe('the corridors', () => {
  it('are 17, each with its stations in order as posts', () => {
    expect(corridors).toHaveLength(17);
    for (const { id, stations } of corridors) {
      const named = posts
        .filter((post) => post.corridorId === id && post.isStation)
        .map((post) => post.place);
      expect(named).toEqual(stations);
    }
  });

  it('have 1,069 posts in Mexico with km that never decrease along a corridor', () => {
    expect(posts).toHaveLength(1_069);
    for (const [index, post] of posts.entries()) {
      expect(inMexico(post)).toBe(true);
      const before = posts[index - 1];
      if (before?.corridorId === post.corridorId) expect(post.km).toBeGreaterThanOrEqual(before.km);
      else expect(post.km).toBeLessThan(10);
    }
    const ids = corridors.map((corridor) => corridor.id);
    expect([...new Set(posts.map((post) => post.corridorId))]).toEqual(ids);
  });

  it('know the state of every post by INEGI’s code, near that state’s outline', () => {
    const agree = posts.filter((post) => nearestState(states, post.lon, post.lat) === post.stateCode);
    expect(agree.length / posts.length).toBeGreaterThan(0.97);
    expect(posts.find((post) => post.place === 'Arriaga' && post.isStation)?.stateCode).toBe('07');
    expect(posts.find((post) => post.place === 'Chihuahua' && post.isStation)?.stateCode).toBe('08');
  });

  it('name places of the gazetteer', () => {
    const rows = parse(read('corridor-posts.csv'), { columns: true }) as Record<string, string>[];
    for (const row of rows) expect(row.place_id === '' || byId.has(row.place_id!), row.place).toBe(true);
    expect(rows.filter((row) => row.place_id === '')).toHaveLength(390);
  });
});

describe('the labels', () => {
  it('name the 32 capitals, every station town once, and the neighbouring countries', () => {
    const mexican = labels.filter(({ kind, countryCode }) => kind === 'capital' && countryCode === 'MX');
    expect(mexican.map(({ stateCode }) => stateCode).sort()).toEqual(STATES.map(({ code }) => code));
    const named = new Set(labels.filter(({ countryCode }) => countryCode === 'MX').map(({ name }) => name));
    for (const { stations } of corridors)
      for (const station of stations) expect([...named]).toContain(station);
    const countryCodes = labels
      .filter(({ kind }) => kind === 'country')
      .map(({ countryCode }) => countryCode);
    expect(countryCodes.sort()).toEqual(countries.map(({ code }) => code).filter((code) => code !== 'MX'));
  });

  it('come in the order in which they win their place: rank, then population', () => {
    const order = labels.map(({ rank, population }) => rank * 1e9 - population);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(labels[0]).toMatchObject({ name: 'Ciudad de México', nameEn: 'Mexico City' });
    for (const { kind } of labels) expect(['country', 'capital', 'station', 'town']).toContain(kind);
  });
});

describe('the readers', () => {
  it('give the same values each time', () => {
    expect(readGazetteer(read('gazetteer.csv'))).toEqual(gazetteer);
    expect(readCorridorPosts(read('corridor-posts.csv'))).toEqual(posts);
    expect(readStates(read('states.topo.json'))).toEqual(states);
  });

  it('refuse a table with other columns or a number that is none, by the table’s name', () => {
    expect(() => readCorridors('a,b\n1,2\n')).toThrow('corridors.csv');
    const broken = read('corridor-posts.csv').replace('-92.16', 'west');
    expect(() => readCorridorPosts(broken)).toThrow('corridor-posts.csv: lon is no number: west');
  });
});

describe('the geometry behind the tables', () => {
  const square = [
    [0, 0],
    [4, 0],
    [4, 4],
    [0, 4],
    [0, 0],
  ];
  const hole = square.map(([x, y]) => [1 + x! / 2, 1 + y! / 2]);

  it('knows inside from outside, holes too', () => {
    expect(contains([square], 2, 2)).toBe(true);
    expect(contains([square, hole], 2, 2)).toBe(false);
    expect(contains([square], 5, 2)).toBe(false);
    expect(outerArea([square])).toBe(16);
  });

  it('labels a square at its centre', () => {
    const [lon, lat] = labelPoint({ type: 'Polygon', coordinates: [square] });
    expect(lon).toBeCloseTo(2, 1);
    expect(lat).toBeCloseTo(2, 1);
  });

  it('measures kilometres to a line', () => {
    expect(
      kmToLines(0, 1, [
        [
          [-1, 0],
          [1, 0],
        ],
      ]),
    ).toBeCloseTo(111.195, 2);
    expect(kmToLines(0, 1, [[[0, 0]]])).toBeCloseTo(111.195, 2);
  });

  it('gives a point off the coast to the nearest state', () => {
    expect(nearestState(states, -96.0, 19.2)).toBe('30');
    expect(inegiFromFips('05')).toBe('07');
  });
});
