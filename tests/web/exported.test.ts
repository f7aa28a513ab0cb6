import { describe, expect, it } from 'vitest';
import type { StateCounts } from '../../api/contract.ts';
import type { Coverage } from '../../api/contract-coverage.ts';
import type { HotspotsFound } from '../../api/contract-hotspots.ts';
import type { SegmentsRisk, StretchRiskRow } from '../../api/contract-network.ts';
import type { Snapshot } from '../../web/data/snapshot.ts';
import { csvOf, geojsonOf, tsvOf } from '../../web/export/files.ts';
import { pictureKey } from '../../web/export/pictureKey.ts';
import type { Words } from '../../web/format.ts';
import type { InSight } from '../../web/map/inSight.ts';
import { PALETTES } from '../../web/map/palette.ts';
import { keepable } from '../../web/offline/kept.ts';
import { tableKindOn, tableKinds } from '../../web/table/kinds.ts';
import { sortedRows, type TableSource, tableContent } from '../../web/table/tableRows.ts';
import { incidentTable } from './incidentTable.ts';

/** Texts by their key, and what is put into them. */
const words = {
  t: (key: string, values?: Record<string, unknown>) =>
    values ? `${key} ${Object.values(values).join(' ')}` : key,
  number: String,
} as unknown as Words;

const stretch = (id: string, crimes: number) => ({
  id,
  fromStation: `${id}-a`,
  toStation: `${id}-b`,
  fromKm: 0,
  toKm: 50,
  line: [
    [-94, 16],
    [-95, 17],
  ] as [number, number][],
  crimes,
  hazards: 0,
});

const risk = (id: string, row: Partial<StretchRiskRow>): StretchRiskRow =>
  ({
    ...stretch(id, 0),
    corridorName: 'Istmo',
    status: 'estimated',
    score: null,
    count: 0,
    ...row,
  }) as StretchRiskRow;

const source: TableSource = {
  snapshot: {
    corridors: {
      corridors: [
        {
          id: 'c',
          name: 'Istmo',
          stations: [{ name: 'Ixtepec', lon: -95, lat: 16.5 }],
          stretches: [stretch('told', 3), stretch('silent', 0)],
        },
      ],
    },
    withheld: false,
    isListed: true,
    list: { value: null },
  } as unknown as Snapshot,
  cells: null,
  hotspots: {
    cells: ['84489a9ffffffff', '84489abffffffff'],
    count: [4, 0],
    around: [9, 4],
    expected: [2.345, 2.3],
    z: [4.56789, 0.1],
    p: [0.0001, 0.4],
    pPermutation: null,
    q: [0.000432, 0.51],
    class: ['hot-99', 'none'],
    stability: [0.954, 0],
    emerging: { status: 'answered', pattern: ['new-hot', 'none'] },
  } as unknown as HotspotsFound,
  risk: {
    stretches: [
      risk('told', { score: { value: 61.234, low: 50.1, high: 70.9 }, count: 3.21 }),
      risk('silent', { status: 'no-data' }),
    ],
  } as unknown as SegmentsRisk,
};
const rowsOf = (kind: Parameters<typeof tableContent>[0], from: TableSource = source) =>
  tableContent(
    kind,
    from,
    words,
    () => '',
    () => ({ lon: -94, lat: 16 }),
  );
const about = { title: 'Vigía', lines: ['n = 3.'], synthetic: null };

describe('the table of what is on the screen', () => {
  it('says of a stretch that nobody tells of it, where zero would look safe, in every file', () => {
    const content = rowsOf('stretches');
    if (!content) throw new Error('no rows');
    const [, told, silent] = csvOf(content, about).slice(1).split('\r\n');
    expect(told).toMatch(/^stretch\.name told-a told-b,3,0,,Istmo,/);
    expect(silent).toMatch(/^stretch\.name silent-a silent-b,0,0,table:noDataHere,Istmo,/);
    expect(tsvOf(content, about, []).split('\n')[3]).toContain('table:noDataHere');
    const shapes = geojsonOf('stretches', content, source.snapshot, about);
    expect(shapes.features.map(({ properties }) => properties?.noData)).toEqual(['', 'table:noDataHere']);
  });

  it('does not pass a stretch off as told of before that is known', () => {
    const content = rowsOf('stretches', { ...source, risk: null });
    expect(content?.rows.map(({ values }) => values[3])).toEqual([
      'table:noDataUnknown',
      'table:noDataUnknown',
    ]);
  });

  it('has the scores with their interval, and none, last, where there are no data', () => {
    const content = rowsOf('scores');
    if (!content) throw new Error('no rows');
    expect(content.columns.map(({ id }) => id)).toEqual([
      'name',
      'score',
      'low',
      'high',
      'n',
      'noData',
      'corridor',
    ]);
    expect(content.rows.map(({ values }) => values.slice(1, 6))).toEqual([
      [61.2, 50.1, 70.9, 3.2, ''],
      ['', '', '', '', 'routes:status.no-data'],
    ]);
    for (const isDescending of [true, false]) {
      expect(sortedRows(content, 'score', isDescending, 'es').map(({ key }) => key)).toEqual([
        'told',
        'silent',
      ]);
    }
    const shapes = geojsonOf('scores', content, source.snapshot, about);
    expect(shapes.features[0]?.geometry.type).toBe('LineString');
  });

  it('has the hotspots with class, z, q and stability, as hexagons', () => {
    const content = rowsOf('hotspots');
    if (!content) throw new Error('no rows');
    expect(content.rows[0]?.values).toEqual([
      'Ixtepec',
      'hotspots:class.hot-99',
      4.568,
      0.00043,
      0.95,
      9,
      2.35,
      4,
      'hotspots:pattern.new-hot',
      '84489a9ffffffff',
    ]);
    expect(geojsonOf('hotspots', content, source.snapshot, about).features[0]?.geometry.type).toBe('Polygon');
  });

  it('is none, not an empty one, as long as what it is made of has not come or is not for the reader', () => {
    expect(rowsOf('cells')).toBeNull();
    expect(rowsOf('incidents')).toBeNull();
    expect(rowsOf('hotspots', { ...source, hotspots: null })).toBeNull();
    const listed = { ...source.snapshot, list: { value: incidentTable([]) }, incidents: incidentTable([]) };
    expect(rowsOf('incidents', { ...source, snapshot: listed as unknown as Snapshot })?.rows).toEqual([]);
    const withheld = { ...listed, withheld: true } as unknown as Snapshot;
    expect(rowsOf('incidents', { ...source, snapshot: withheld })).toBeNull();
  });

  it('has on each page what its map draws, and single incidents only for those who may', () => {
    expect(tableKinds('routes', false)).toEqual(['scores', 'states', 'stretches']);
    expect(tableKinds('hotspots', true)).toContain('incidents');
    expect(tableKindOn('hotspots', null)).toBe('hotspots');
    expect(tableKindOn('routes', 'hotspots')).toBe('scores');
    expect(tableKindOn('map', 'incidents')).toBe('incidents');
  });
});

const NOTHING: InSight = {
  cells: null,
  cellHazards: false,
  spots: { incidents: false, areas: false, hazards: false, hazardAreas: false },
  hotspotSteps: [],
  studyArea: false,
  scores: false,
  silentStretches: false,
  way: false,
  rail: false,
  silentStates: false,
  firingAlerts: false,
  pastAlerts: false,
  hatchIsOff: false,
};

describe('the key of the picture', () => {
  const keyOf = (seen: Partial<InSight>) => pictureKey({ ...NOTHING, ...seen }, PALETTES.light, words);
  const texts = (seen: Partial<InSight>) =>
    keyOf(seen).flatMap(({ entries }) => entries.map(({ text }) => text));

  it('explains what is in sight and nothing else', () => {
    expect(keyOf({})).toEqual([]);
    const onRoutes = texts({ scores: true, silentStretches: true, silentStates: true, rail: true });
    expect(onRoutes).toContain('routes:legend.noData');
    expect(onRoutes).toContain('coverage:legend');
    expect(onRoutes.some((text) => /legend\.(cells|incidents|areas)|hotspots/.test(text))).toBe(false);
    expect(texts({ cells: [1, 3, 9], firingAlerts: true })).toEqual([
      'export:range 1 2',
      'export:range 3 8',
      'export:orMore 9',
      'export:firing',
    ]);
    expect(texts({ hotspotSteps: [1, 3] })).toEqual([
      'hotspots:class.hot-99',
      'hotspots:class.hot-90',
      'export:stability',
    ]);
  });
});

describe('what is kept for a day without a network', () => {
  const states = [
    { code: '07', name: 'Chiapas', crimes: 120 },
    { code: '04', name: 'Campeche', crimes: 0 },
    { code: '09', name: 'Ciudad de México', crimes: 7 },
    { code: '01', name: 'Aguascalientes', crimes: 0 },
  ];
  const counts = { asOf: '2018-04-30', synthetic: 1, states } as unknown as StateCounts;
  const coverage = { states: [{ code: '04', isWithoutData: true }] } as unknown as Coverage;

  it('tells no count under the k of the server, and no zero of a state from which nobody tells', () => {
    expect(keepable(counts, coverage, 10, 0)).toEqual({
      atMs: 0,
      asOf: '2018-04-30',
      synthetic: true,
      fewest: 10,
      states: [
        { name: 'Chiapas', crimes: 120, isSilent: false },
        { name: 'Campeche', crimes: 0, isSilent: true },
        { name: 'Ciudad de México', crimes: null, isSilent: false },
        { name: 'Aguascalientes', crimes: 0, isSilent: false },
      ],
    });
  });
});
