import { describe, expect, it } from 'vitest';
import { readNetworkFile } from '../../etl/network-file.ts';

const track = [
  [-99, 19],
  [-98, 19],
];

function collection(...geometries: unknown[]): string {
  return JSON.stringify({
    type: 'FeatureCollection',
    features: geometries.map((geometry) => ({ type: 'Feature', properties: {}, geometry })),
  });
}
const lineOf = (coordinates: unknown) => ({ type: 'LineString', coordinates });

describe('a file of lines', () => {
  it('gives lines, parts of lines, names and stations', () => {
    const file = readNetworkFile(
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          { type: 'Feature', properties: { NOMBRE: ' Línea K ' }, geometry: lineOf(track) },
          {
            type: 'Feature',
            properties: null,
            geometry: { type: 'MultiLineString', coordinates: [track, track] },
          },
          {
            type: 'Feature',
            properties: { name: 'Ixtepec' },
            geometry: { type: 'Point', coordinates: [-95, 16.5] },
          },
        ],
      }),
    );
    expect(file).toMatchObject({
      ok: true,
      features: 3,
      lines: [{ name: 'Línea K' }, { name: '' }, { name: '' }],
      stations: [{ name: 'Ixtepec', lon: -95, lat: 16.5 }],
    });
  });

  it.each([
    ['text that is no JSON', '{"type"', null, 'not-json'],
    ['a table', '[1, 2]', null, 'not-geojson'],
    ['null', 'null', null, 'not-geojson'],
    ['a bare line', JSON.stringify(lineOf(track)), null, 'not-geojson'],
    [
      'another coordinate system',
      JSON.stringify({ type: 'FeatureCollection', features: [], crs: { properties: { name: 'EPSG:6372' } } }),
      null,
      'other-crs',
    ],
    ['no features', collection(), null, 'no-lines'],
    ['points alone', collection({ type: 'Point', coordinates: [-99, 19] }), null, 'no-lines'],
    ['a feature without geometry', collection(lineOf(track), null), 2, 'no-geometry'],
    [
      'a polygon',
      collection(lineOf(track), lineOf(track), { type: 'Polygon', coordinates: [track] }),
      3,
      'geometry-not-a-line',
    ],
    [
      'a coordinate that is text',
      collection(
        lineOf([
          ['-99', '19'],
          [-98, 19],
        ]),
      ),
      1,
      'coordinates-wrong',
    ],
    ['a line without coordinates', collection(lineOf(null)), 1, 'coordinates-wrong'],
    [
      'metres for degrees',
      collection(
        lineOf([
          [2_500_000, 800_000],
          [2_500_100, 800_000],
        ]),
      ),
      1,
      'projected',
    ],
    [
      'latitude first',
      collection(
        lineOf(track),
        lineOf([
          [19, -99],
          [19, -98],
        ]),
      ),
      2,
      'swapped',
    ],
    [
      'a line in Spain',
      collection(
        lineOf([
          [-3, 40.4],
          [-4, 40.4],
        ]),
      ),
      1,
      'outside',
    ],
    [
      'a line of one point twice',
      collection(
        lineOf([
          [-99, 19],
          [-99, 19],
        ]),
      ),
      1,
      'too-short',
    ],
    ['an empty line', collection(lineOf([])), 1, 'too-short'],
  ] as const)('is refused for %s, with feature and reason', (_, text, feature, reason) => {
    const file = readNetworkFile(text);
    expect(file).toMatchObject({ ok: false, problems: [{ feature, reason }] });
  });

  it('names every wrong feature, not only the first', () => {
    const file = readNetworkFile(collection(null, lineOf(track), null));
    expect(!file.ok && file.problems.map(({ feature }) => feature)).toEqual([1, 3]);
  });
});
