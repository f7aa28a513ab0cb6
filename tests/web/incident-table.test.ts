import { describe, expect, it } from 'vitest';
import { CRIMES, HAZARDS } from '../../domain/taxonomy.ts';
import { decodeIncidents } from '../../web/data/decodeIncidents.ts';
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
