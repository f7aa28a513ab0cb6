import { describe, expect, it } from 'vitest';
import type { Corridors } from '../../api/contract.ts';
import { CRIMES, HAZARDS } from '../../domain/taxonomy.ts';
import { decodeIncidents } from '../../web/data/decodeIncidents.ts';
import { listedQuery } from '../../web/data/listedQuery.ts';
import { aboutRow, crimeCounts } from '../../web/panel/rows.ts';
import { rowsOfScope } from '../../web/panel/scopeRows.ts';
import { incidentBytes, incidentTable } from './incidentTable.ts';

const robbery = CRIMES.indexOf('robbery');
const homicide = CRIMES.indexOf('homicide');
const drowning = HAZARDS.indexOf('drowning');

const table = incidentTable([
  { id: 1, day: 17_000, kind: 0, crime: robbery, state: 7, lon: -92.3, lat: 14.9 },
  { id: 2, day: 17_400, kind: 0, crime: homicide, state: 7, lon: -92.3, lat: 14.9 },
  { id: 3, day: 17_200, kind: 1, hazard: drowning, state: 28, lon: -99.5, lat: 27.5 },
  { id: 4, day: 17_100, kind: 0, crime: robbery, state: 20, lon: -94.2, lat: 16.3 },
]);

describe('the incidents of the wire', () => {
  it('come out as typed columns of equal length', () => {
    expect(table.length).toBe(4);
    expect([...table.id]).toEqual([1, 2, 3, 4]);
    expect(table.lon).toBeInstanceOf(Float32Array);
    expect(table.radiusM).toBeInstanceOf(Uint32Array);
  });

  it('may be none at all', () => {
    const empty = incidentTable([]);
    expect(empty.length).toBe(0);
    expect(empty.id).toHaveLength(0);
  });

  it('are refused when a column is missing', () => {
    expect(() => decodeIncidents(incidentBytes([{ id: 1 }], ['radiusM']))).toThrow('radiusM');
  });
});

describe('the rows of a scope', () => {
  it('are those of the state, newest first', () => {
    expect(rowsOfScope(table, { kind: 'state', id: '07' })).toEqual([1, 0]);
  });

  it('are those in the hexagon', () => {
    expect(rowsOfScope(table, { kind: 'cell', id: '831f8dfffffffff' })).toEqual([]);
  });

  it('are unknown for a stretch, which the server counts', () => {
    expect(rowsOfScope(table, { kind: 'stretch', id: 'chiapas-coast:0-38' })).toBeNull();
  });
});

describe('what a row is about', () => {
  it('is its principal crime or its hazard', () => {
    expect(aboutRow(table, 1)).toEqual({ kind: 'crime', crime: 'homicide' });
    expect(aboutRow(table, 2)).toEqual({ kind: 'hazard', hazard: 'drowning' });
  });

  it('is counted for crimes only, the most frequent first', () => {
    expect(crimeCounts(table, null)).toEqual([
      { crime: 'robbery', count: 2 },
      { crime: 'homicide', count: 1 },
    ]);
    expect(crimeCounts(table, [2])).toEqual([]);
  });
});

describe('what is listed where there are too many to load all', () => {
  const corridors = {
    snapM: 5_000,
    corridors: [
      {
        stretches: [
          {
            id: 's',
            line: [
              [-94.5, 16.2],
              [-95.1, 17.4],
            ],
          },
        ],
      },
    ],
  } as unknown as Corridors;
  const nothing = { table: null, scope: null, withNeighbours: false, corridors };

  it('is all that match for the open table of incidents, whatever place is chosen', () => {
    const scope = { kind: 'state' as const, id: '07' };
    expect(listedQuery({ ...nothing, table: 'incidents', scope })).toBe('');
    expect(listedQuery({ ...nothing, table: 'states', scope })).toBeNull();
    expect(listedQuery(nothing)).toBeNull();
  });

  it('is the chosen place, a stretch by the box around it', () => {
    const of = (kind: 'state' | 'cell' | 'spot' | 'stretch', id: string, withNeighbours = false) =>
      listedQuery({ ...nothing, scope: { kind, id }, withNeighbours });
    expect(of('state', '07')).toBe('state=07');
    expect(of('cell', '84489a9ffffffff')).toBe('cell=84489a9ffffffff');
    expect(of('cell', '84489a9ffffffff', true)).toBe('cell=84489a9ffffffff&neighbours=yes');
    expect(of('spot', '-94.2,16.5')).toBe('box=-94.20001,16.49999,-94.19999,16.50001');
    const [west = 0, south = 0, east = 0, north = 0] = (of('stretch', 's') ?? '')
      .replace('box=', '')
      .split(',')
      .map(Number);
    expect(west).toBeCloseTo(-95.19, 2);
    expect(south).toBeCloseTo(16.11, 2);
    expect(east).toBeCloseTo(-94.41, 2);
    expect(north).toBeCloseTo(17.49, 2);
    expect(of('stretch', 'gone')).toBeNull();
  });
});
