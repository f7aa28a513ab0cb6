import { latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { h3Neighbours } from '../../../domain/statistics/h3-study-area.ts';
import { hotspotStability, type PlacedIncidents } from '../../../domain/statistics/hotspot-stability.ts';
import { answerOf, column, referenceRows } from './fixture.ts';

const incidents = referenceRows('inputs_synth_3000.csv');
const cells = referenceRows('gi-star/h3_cells.csv').map((row) => row.cell!);
const indexOf = new Map(cells.map((cell, index) => [cell, index]));
const cellAt = (lat: number, lon: number) => indexOf.get(latLngToCell(lat, lon, 4)) ?? -1;
const neighbours = h3Neighbours(cells);

function placed(radiusM: number): PlacedIncidents {
  const lon = column(incidents, 'lon');
  return { lon, lat: column(incidents, 'lat'), radiusM: new Float64Array(lon.length).fill(radiusM) };
}

function stability(radiusM: number, seed = 1, jitters = 20) {
  return answerOf(hotspotStability(placed(radiusM), cells.length, cellAt, neighbours, { seed, jitters }));
}

describe('the stability of hotspots', () => {
  const expected = referenceRows('gi-star/h3_gistar.csv').map((row) =>
    Number(Number(row.q_BH_upper) <= 0.05),
  );

  it('is certain where every place is known exactly: the hotspots of the reference, each every time', () => {
    const { isHotspot, share } = stability(0);
    expect(Array.from(isHotspot)).toEqual(expected);
    expect(Array.from(share)).toEqual(expected);
  });

  it('falls as the places get vaguer', () => {
    const mean = (radiusM: number) => {
      const { isHotspot, share } = stability(radiusM);
      const shares = Array.from(share).filter((_, cell) => isHotspot[cell] === 1);
      return shares.reduce((sum, value) => sum + value, 0) / shares.length;
    };
    const [sharp, vague, blind] = [mean(1_000), mean(30_000), mean(200_000)];
    expect(sharp).toBeGreaterThan(0.9);
    expect(sharp).toBeGreaterThan(vague);
    expect(vague).toBeGreaterThan(blind);
  });

  it('repeats itself for a seed', () => {
    expect(stability(30_000, 4, 5).share).toEqual(stability(30_000, 4, 5).share);
    expect(stability(30_000, 4, 5).share).not.toEqual(stability(30_000, 5, 5).share);
  });

  it('moves no incident further than its radius, and fills the disk evenly', () => {
    // One degree of longitude is 107.5 km at 14.9 N; the callback sees every place that is tried.
    const lon = new Float64Array(40).fill(-92.26);
    const lat = new Float64Array(40).fill(14.9);
    const away: number[] = [];
    const spy = (atLat: number, atLon: number) => {
      const east = (atLon + 92.26) * 111_195 * Math.cos((14.9 * Math.PI) / 180);
      away.push(Math.hypot(east, (atLat - 14.9) * 111_195));
      return away.length % 3;
    };
    const pair = { offsets: Int32Array.of(0, 2, 4, 6), targets: Int32Array.of(0, 1, 1, 2, 2, 0) };
    const radiusM = new Float64Array(40).fill(10_000);
    hotspotStability({ lon, lat, radiusM }, 3, spy, pair, { seed: 1, jitters: 100 });
    const moved = away.slice(40);
    expect(Math.max(...moved)).toBeLessThanOrEqual(10_001);
    // Half of an even disk lies within radius / sqrt 2.
    const inner = moved.filter((distance) => distance < 10_000 * Math.SQRT1_2).length / moved.length;
    expect(Math.abs(inner - 0.5)).toBeLessThan(0.04);
  });

  it('refuses what Gi* refuses, and a negative radius', () => {
    const few = { lon: Float64Array.of(-92.26), lat: Float64Array.of(14.9), radiusM: Float64Array.of(1) };
    const answer = hotspotStability(few, cells.length, cellAt, neighbours, { seed: 1 });
    expect(answer).toMatchObject({ status: 'refused', reason: 'too-few-incidents' });
    const negative = hotspotStability(placed(-1), cells.length, cellAt, neighbours, { seed: 1 });
    expect(negative).toMatchObject({ status: 'refused', reason: 'negative-count', field: 'radiusM' });
  });

  it('stops when told to', () => {
    const answer = hotspotStability(placed(1000), cells.length, cellAt, neighbours, {
      seed: 1,
      keepGoing: (done) => done < 3,
    });
    expect(answer).toMatchObject({ status: 'refused', reason: 'cancelled', value: 3 });
  });
});
