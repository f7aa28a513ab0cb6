import { describe, expect, it } from 'vitest';
import type { IncidentTable } from '../../web/data/incidentTable.ts';
import { groupSpots, rowsAtSpot, spotId } from '../../web/map/spots.ts';
import { incidentTable } from './incidentTable.ts';

const CRIME = 0;
const HAZARD = 1;
const EXACT = 0;
const LOCALITY = 1;
const STATE = 3;

/** Three crimes in one town (one of them with another radius), a vague one, and two hazards. */
const table: IncidentTable = incidentTable([
  { id: 11, lon: -94.5, lat: 16.25, kind: CRIME, precision: LOCALITY, radiusM: 5000 },
  { id: 12, lon: -94.5, lat: 16.25, kind: CRIME, precision: LOCALITY, radiusM: 5000 },
  { id: 13, lon: -94.5, lat: 16.25, kind: CRIME, precision: EXACT, radiusM: 200 },
  { id: 14, lon: -92.5, lat: 16.5, kind: CRIME, precision: STATE, radiusM: 150_000 },
  { id: 15, lon: -94.5, lat: 16.25, kind: HAZARD, precision: LOCALITY, radiusM: 5000 },
  { id: 16, lon: -92.5, lat: 16.5, kind: HAZARD, precision: STATE, radiusM: 150_000 },
]);

describe('the spots of the map', () => {
  it('draw incidents of one point and radius once, with their number', () => {
    const { incidents } = groupSpots(table);
    expect([...incidents.counts]).toEqual([2, 1]);
    expect([...incidents.radiusM]).toEqual([5000, 200]);
    expect([...incidents.positions]).toEqual([-94.5, 16.25, -94.5, 16.25]);
    expect([...incidents.firstRow]).toEqual([0, 2]);
  });

  it('keep hazards apart from crimes, and vague places apart from known ones', () => {
    const { areas, hazards, hazardAreas } = groupSpots(table);
    expect([...areas.firstRow]).toEqual([3]);
    expect([...hazards.firstRow]).toEqual([4]);
    expect([...hazardAreas.firstRow]).toEqual([5]);
  });

  it('count every incident once', () => {
    const total = Object.values(groupSpots(table)).flatMap((spots) => [...spots.counts]);
    expect(total.reduce((sum, count) => sum + count, 0)).toBe(table.length);
  });

  it('are found again by the name that links carry', () => {
    expect(rowsAtSpot(table, spotId(-94.5, 16.25))).toEqual([0, 1, 2, 4]);
    expect(rowsAtSpot(table, spotId(0, 0))).toEqual([]);
  });
});
