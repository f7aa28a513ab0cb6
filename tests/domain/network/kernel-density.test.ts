import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkDensity } from '../../../domain/network/kernel-density.ts';
import type { NetworkEdges, NetworkPlaces, SplitRule } from '../../../domain/network/kernel-paths.ts';
import { answerOf, column, greatestDifference, type Row, referenceRows } from '../statistics/fixture.ts';

const segments = referenceRows('network-kde/chicago_segments.csv');
const chicago: NetworkEdges = {
  vertexCount: referenceRows('network-kde/chicago_vertices.csv').length,
  from: Int32Array.from(segments, (row) => Number(row.from) - 1),
  to: Int32Array.from(segments, (row) => Number(row.to) - 1),
  length: column(segments, 'len'),
};
const placesOf = (rows: readonly Row[], edges: NetworkEdges): NetworkPlaces => ({
  edge: Int32Array.from(rows, (row) => Number(row.seg) - 1),
  at: Float64Array.from(rows, (row) => Number(row.tp) * edges.length[Number(row.seg) - 1]!),
});
const lixelRows = referenceRows('network-kde/chicago_density_at_lixels.csv');
const crimes = placesOf(referenceRows('network-kde/chicago_points.csv'), chicago);
const lixels = placesOf(lixelRows, chicago);
/** spatstat's sigma is a standard deviation; the kernel's half-width is sqrt(5) times that. */
const halfWidth = (sigma: number) => sigma * Math.sqrt(5);

/** A small network: three edges that meet, as the toy of the reference. */
const Y: NetworkEdges = {
  vertexCount: 4,
  from: Int32Array.of(0, 0, 0),
  to: Int32Array.of(1, 2, 3),
  length: Float64Array.of(1000, 1000, 1000),
};

describe('network kernel density against spatstat', () => {
  it.each([
    ['discontinuous', 'esplit_disc_sd50', 1e-9],
    ['continuous', 'esplit_cont_sd50', 1e-6],
  ] as const)('equal-split %s at the lixels', (rule, name, tolerance) => {
    const options = { rule, kernel: 'epanechnikov', bandwidth: halfWidth(50) } as const;
    const found = answerOf(networkDensity(chicago, crimes, lixels, options));
    expect(greatestDifference(found, column(lixelRows, name))).toBeLessThan(tolerance);
  });

  it.each([
    ['discontinuous', 100, 'esplit_disc_sd100', 1e-9],
    ['continuous', 100, 'esplit_cont_sd100', 1e-6],
    ['discontinuous', 50, 'esplit_disc_sd50', 1e-9],
    ['continuous', 50, 'esplit_cont_sd50', 1e-6],
  ] as const)('equal-split %s at the incidents, sigma %d', (rule, sigma, name, tolerance) => {
    const rows = referenceRows('network-kde/chicago_density_at_data_points.csv');
    const options = { rule, kernel: 'epanechnikov', bandwidth: halfWidth(sigma) } as const;
    const found = answerOf(networkDensity(chicago, crimes, crimes, options));
    const reference = column(rows, name);
    if (sigma === 50) {
      // spatstat leaves out the 40th incident at the first one, .013 inside the kernel's end (a share of 1e-4 of it):
      // the whole difference there is that incident's, and it is the only one.
      const fortieth = { edge: crimes.edge.slice(39, 40), at: crimes.at.slice(39, 40) };
      const first = { edge: crimes.edge.slice(0, 1), at: crimes.at.slice(0, 1) };
      const [leftOut] = answerOf(networkDensity(chicago, fortieth, first, options));
      expect(leftOut).toBeGreaterThan(0);
      expect(Math.abs(found[0]! - leftOut! - reference[0]!)).toBeLessThan(tolerance);
      found[0] = reference[0]!;
    }
    expect(greatestDifference(found, reference)).toBeLessThan(tolerance);
  });

  it('the toy with its closed form, to the last bits', () => {
    const rows = referenceRows('network-kde/toy_Y_event_seg1_at100_h300.csv');
    const incident = { edge: Int32Array.of(0), at: Float64Array.of(100) };
    for (const [rule, name] of [
      ['continuous', 'analytic_cont'],
      ['discontinuous', 'analytic_disc'],
    ] as const) {
      const options = { rule, kernel: 'epanechnikov', bandwidth: 300 } as const;
      const found = answerOf(networkDensity(Y, incident, placesOf(rows, Y), options));
      expect(greatestDifference(found, column(rows, name))).toBeLessThan(1e-12);
    }
  });

  it('the Gaussian split continuously, which is heat, as near as the reference is to its own mass', () => {
    const options = { rule: 'continuous', kernel: 'gaussian', bandwidth: 50 } as const;
    const found = answerOf(networkDensity(chicago, crimes, lixels, options));
    const reference = column(lixelRows, 'heat_sd50');
    const length = column(lixelRows, 'lix_len');
    const mass = (density: Float64Array) => density.reduce((sum, d, i) => sum + d * length[i]!, 0);
    expect(mass(found)).toBeCloseTo(116, 0);
    // The reference solves the heat equation in steps and holds 117.39 of the 116 incidents: 1.2 % too many.
    expect(mass(reference)).toBeCloseTo(117.39, 1);
    const difference = mass(found.map((d, i) => Math.abs(d - reference[i]!)));
    expect(difference / 116).toBeLessThan(0.015);
  });
});

describe('the mass of an incident', () => {
  const network = fc
    .record({
      vertexCount: fc.integer({ min: 3, max: 7 }),
      ends: fc.array(fc.tuple(fc.nat(6), fc.nat(6), fc.integer({ min: 20, max: 90 })), {
        minLength: 3,
        maxLength: 9,
      }),
    })
    .map(({ vertexCount, ends }) => ({
      vertexCount,
      from: Int32Array.from(ends, ([a]) => a % vertexCount),
      to: Int32Array.from(ends, ([, b]) => b % vertexCount),
      length: Float64Array.from(ends, ([, , length]) => length),
    }));

  /** Mid-points of pieces of length 0.5 of every edge, so that a sum times 0.5 is an integral. */
  function fine(edges: NetworkEdges): NetworkPlaces {
    const edge: number[] = [];
    const at: number[] = [];
    edges.length.forEach((length, e) => {
      for (let x = 0.25; x < length; x += 0.5) {
        edge.push(e);
        at.push(x);
      }
    });
    return { edge: Int32Array.from(edge), at: Float64Array.from(at) };
  }

  const massOf = (edges: NetworkEdges, at: number, rule: SplitRule) => {
    const incident = { edge: Int32Array.of(0), at: Float64Array.of(at * edges.length[0]!) };
    const options = { rule, kernel: 'quartic', bandwidth: 100 } as const;
    return 0.5 * answerOf(networkDensity(edges, incident, fine(edges), options)).reduce((a, b) => a + b, 0);
  };

  it('is 1 with the continuous rule on any network, loops and dead ends included', () => {
    fc.assert(
      fc.property(network, fc.integer({ min: 1, max: 9 }), (edges, tenths) => {
        expect(massOf(edges, tenths / 10, 'continuous')).toBeCloseTo(1, 3);
      }),
      { numRuns: 40 },
    );
  });

  it('is 1 with the discontinuous rule too, but for what leaves at dead ends', () => {
    expect(massOf({ ...Y, length: Float64Array.of(300, 300, 300) }, 0.4, 'discontinuous')).toBeCloseTo(1, 3);
    expect(massOf({ ...Y, length: Float64Array.of(300, 50, 300) }, 0.1, 'discontinuous')).toBeLessThan(0.999);
  });

  it('counts an incident right at a vertex or at a place once', () => {
    const at = (place: number) => ({ edge: Int32Array.of(0), at: Float64Array.of(place) });
    const options = { rule: 'discontinuous', kernel: 'epanechnikov', bandwidth: 300 } as const;
    expect(answerOf(networkDensity(Y, at(500), at(500), options))[0]).toBeCloseTo(0.75 / 300, 12);
    expect(answerOf(networkDensity(Y, at(0), at(0), options))[0]).toBeCloseTo(0.75 / 300, 12);
  });
});

describe('network kernel density without an answer', () => {
  const inside = { edge: Int32Array.of(0), at: Float64Array.of(1) };
  const options = { rule: 'continuous', kernel: 'quartic', bandwidth: 10 } as const;
  it.each([
    ['radius-zero', Y, inside, { ...options, bandwidth: 0 }],
    ['bad-parameter', Y, { edge: Int32Array.of(3), at: Float64Array.of(1) }, options],
    ['bad-parameter', Y, { edge: Int32Array.of(0), at: Float64Array.of(1001) }, options],
    ['bad-parameter', { ...Y, to: Int32Array.of(1, 2, 9) }, inside, options],
    ['not-a-number', Y, { edge: Int32Array.of(0), at: Float64Array.of(Number.NaN) }, options],
    ['negative-count', { ...Y, length: Float64Array.of(9, 9, -1) }, inside, options],
  ] as const)('says %s', (reason, edges, incidents, given) => {
    expect(networkDensity(edges, incidents, inside, given)).toMatchObject({ status: 'refused', reason });
  });
});
