import { describe, expect, it } from 'vitest';
import { lixelKernel } from '../../../domain/network/lixel-kernel.ts';
import { randomStream } from '../../../domain/random.ts';
import type { DayPeriod } from '../../../domain/risk/day-weights.ts';
import { DayWeights } from '../../../domain/risk/day-weights.ts';
import type { RiskIncidents, RiskPlace } from '../../../domain/risk/incident-columns.ts';
import { networkRisk, type RiskQuestion } from '../../../domain/risk/network-risk.ts';
import { type IncidentPlace, placementRule } from '../../../domain/risk/placement.ts';
import type { RiskNetwork } from '../../../domain/risk/risk-network.ts';
import { bitMask, CRIMES, type Crime, PERPETRATORS, PRECISIONS } from '../../../domain/taxonomy.ts';
import { lineNetwork, placeAt } from './line-network.ts';

/** Two years and a bit. */
const PERIOD = { from: 0, to: 799 };
const QUESTION: RiskQuestion = { period: PERIOD, halfLifeDays: null, level: 0.95, crimeMask: -1 };

interface Told {
  place: IncidentPlace;
  day: number;
  lastDay?: number;
  crimes?: Crime[];
  sources?: number;
}

function columns(network: RiskNetwork, told: readonly Told[]) {
  const place = placementRule(network, 5000);
  const column = (of: (one: Told, i: number) => number) => Int32Array.from(told, of);
  const incidents: RiskIncidents = {
    count: told.length,
    place: column((_, i) => i),
    firstDay: column(({ day }) => day),
    lastDay: column(({ day, lastDay }) => lastDay ?? day),
    crimeMask: column(({ crimes = ['robbery'] }) => bitMask(CRIMES, crimes)),
    perpetratorMask: column(() => bitMask(PERPETRATORS, ['gang'])),
    reports: column(({ sources = 1 }) => sources),
    sources: column(({ sources = 1 }) => sources),
  };
  const places: RiskPlace[] = told.map((one) => ({
    ...place(one.place),
    stateCode: one.place.stateCode,
    precision: PRECISIONS.indexOf('locality'),
  }));
  return { incidents, places };
}

function riskOf(
  network: RiskNetwork,
  told: readonly Told[],
  question: Partial<RiskQuestion> = {},
  noData: Record<string, DayPeriod[]> = {},
) {
  const { incidents, places } = columns(network, told);
  const kernel = lixelKernel(network.edges, network.lixels.middle, {
    rule: 'discontinuous',
    kernel: 'quartic',
    bandwidth: 10,
  });
  return networkRisk(
    network,
    incidents,
    places,
    { ...QUESTION, ...question },
    (state) => noData[state] ?? [],
    kernel,
  );
}

/** So many incidents on each stretch of 50 km, evenly in time and place. */
function evenly(numbers: readonly number[], days: DayPeriod = PERIOD): Told[] {
  return numbers.flatMap((n, s) =>
    Array.from({ length: n }, (_, i) => ({
      place: placeAt(50 * s + ((i * 17) % 50) + 0.5, 1000, { stateCode: String(s + 1).padStart(2, '0') }),
      day: days.from + Math.floor(((i + 0.5) * (days.to - days.from + 1)) / n),
    })),
  );
}

describe('the risk of a stretch', () => {
  const network = lineNetwork([50, 50, 50, 50, 50, 50]);
  const told = evenly([40, 4, 0, 9, 12, 2]);
  const { stretches, mean, lixels } = riskOf(network, told);

  it('is its rate in incidents per 100 km and year, shrunk to the mean of the network', () => {
    const perCount = 36_525 / (50 * 800);
    expect(mean).toBeCloseTo((67 * perCount) / 6, 9);
    stretches.forEach(({ rate, count }) => {
      const raw = count * perCount;
      expect(rate!.value).toBeGreaterThan(Math.min(raw, mean!));
      expect(rate!.value).toBeLessThan(Math.max(raw, mean!));
      expect(rate!.low).toBeLessThan(rate!.value);
      expect(rate!.high).toBeGreaterThan(rate!.value);
    });
  });

  it('has a score of 50 at the mean that follows the rate, its ends those of the rate', () => {
    for (const { rate, score } of stretches) {
      for (const end of ['value', 'low', 'high'] as const)
        expect(score![end]).toBeCloseTo((100 * rate![end]) / (rate![end] + mean!), 9);
    }
    expect(stretches[0]!.aboveMean).toBeGreaterThan(0.99);
    expect(stretches[2]!.aboveMean).toBeLessThan(0.05);
  });

  it('keeps the incidents in the density of the lixels, but for what leaves at dead ends', () => {
    const km = lixels.density.reduce((sum, density) => sum + density, 0) / 100;
    expect((km * 800) / 365.25).toBeGreaterThan(0.97 * 67);
    expect((km * 800) / 365.25).toBeLessThanOrEqual(67.001);
    expect(lixels.mass.reduce((a, b) => a + b, 0)).toBeCloseTo(67, 9);
  });

  it('is wider in its interval where incidents are spread than where they are known to be there', () => {
    const vague = told.map((one) => ({
      ...one,
      place: { ...one.place, radiusM: 30_000, placeType: 'train' as const },
    }));
    const spread = riskOf(network, vague);
    expect(spread.counted).toMatchObject({ pinned: 0, spread: 67, mass: 67 });
    const width = ({ rate }: (typeof stretches)[number]) => (rate!.high - rate!.low) / Math.sqrt(rate!.value);
    expect(width(spread.stretches[3]!)).toBeGreaterThan(width(stretches[3]!));
    expect(spread.stretches[3]!.evidence.spread).toBe(1);
    expect(stretches[3]!.evidence.spread).toBe(0);
  });

  it('says what it rests on', () => {
    const { evidence } = riskOf(
      network,
      [
        { place: placeAt(10, 100), day: 3, crimes: ['robbery', 'smuggling'], sources: 3 },
        { place: placeAt(11, 100), day: 9, crimes: ['kidnapping', 'robbery'] },
        { place: placeAt(12, 100), day: 9000, crimes: ['homicide'] },
      ],
      { crimeMask: bitMask(CRIMES, ['robbery', 'kidnapping', 'homicide']) },
    ).stretches[0]!;
    expect(evidence).toMatchObject({ incidents: 2, reports: 4, confirmed: 1, spread: 0 });
    expect(evidence.precision).toEqual({ exact: 0, locality: 1, municipality: 0, state: 0 });
    // Smuggling that came with a robbery is no crime of the score.
    expect(evidence.crimes).toEqual([
      { crime: 'robbery', count: 2 },
      { crime: 'kidnapping', count: 1 },
    ]);
    expect(evidence.perpetrators).toEqual([{ perpetrator: 'gang', count: 2 }]);
  });
});

describe('no data', () => {
  const network = lineNetwork([50, 50, 50]);
  const told = evenly([20, 0, 20]);

  it('is not low risk: a stretch whose state stopped reporting has no score', () => {
    const { stretches, lixels } = riskOf(network, told, {}, { '02': [{ from: 300, to: 799 }] });
    expect(stretches.map(({ status }) => status)).toEqual(['estimated', 'no-data', 'estimated']);
    expect(stretches[1]).toMatchObject({ rate: null, score: null, aboveMean: null, trend: null });
    expect(stretches[1]!.covered).toBeCloseTo(300 / 800, 12);
    expect(lixels.density[75]).not.toBeNaN();
    const never = riskOf(network, told, {}, { '02': [PERIOD] });
    expect(never.lixels.density[75]).toBeNaN();
  });

  it('takes its days out of the exposure: half the time with as many incidents is twice the rate', () => {
    const half = [{ from: 0, to: 399 }];
    const later = evenly([20, 20, 20], { from: 400, to: 799 });
    const whole = riskOf(network, later).mean!;
    const known = riskOf(network, later, {}, { '01': half, '02': half, '03': half });
    expect(known.mean! / whole).toBeCloseTo(2, 9);
    expect(known.stretches.every(({ status }) => status === 'estimated')).toBe(true);
  });

  it('is told apart from a network on which nothing was counted', () => {
    const { stretches, mean } = riskOf(network, []);
    expect(mean).toBeNull();
    expect(stretches.map(({ status }) => status)).toEqual(['none-counted', 'none-counted', 'none-counted']);
  });
});

describe('time', () => {
  const network = lineNetwork([50, 50, 50]);

  it('decays: what happened a half-life ago counts half, in exposure too', () => {
    const weights = new DayWeights({ from: 0, to: 9 }, 3);
    expect(weights.ofIncident(9, 9)).toBeCloseTo(1, 12);
    expect(weights.ofIncident(6, 6)).toBeCloseTo(0.5, 12);
    const total = Array.from({ length: 10 }, (_, age) => 2 ** (-age / 3)).reduce((a, b) => a + b);
    expect(weights.total).toBeCloseTo(total, 12);
    // Known to two days, one of them off the period.
    expect(weights.ofIncident(9, 10)).toBeCloseTo(0.5, 12);
  });

  it('leaves a steady rate where it is, with a wider interval, and raises one that grows', () => {
    const steady = evenly([40, 20, 80]);
    const [plain, decayed] = [riskOf(network, steady), riskOf(network, steady, { halfLifeDays: 100 })];
    for (const s of [0, 1, 2]) {
      const [a, b] = [plain.stretches[s]!.rate!, decayed.stretches[s]!.rate!];
      expect(b.value / a.value).toBeGreaterThan(0.85);
      expect(b.value / a.value).toBeLessThan(1.15);
      expect(b.high - b.low).toBeGreaterThan(a.high - a.low);
    }
    const late = evenly([40, 20, 80], { from: 400, to: 799 });
    expect(riskOf(network, late, { halfLifeDays: 100 }).mean!).toBeGreaterThan(
      1.5 * riskOf(network, late).mean!,
    );
  });

  it('has a trend: the last 365 days over the 365 before, with its interval', () => {
    const year = (to: number) => ({ from: to - 364, to });
    const told = [...evenly([10, 30, 40], year(434)), ...evenly([40, 30, 10], year(799))];
    const [up, same, down] = riskOf(network, told).stretches.map(({ trend }) => trend!);
    expect(up!.median).toBeGreaterThan(2);
    expect(up!.low).toBeGreaterThan(1);
    expect(up!.increase).toBeGreaterThan(0.97);
    expect(same!.low).toBeLessThan(1);
    expect(same!.high).toBeGreaterThan(1);
    expect(down!.median * up!.median).toBeCloseTo(1, 1);
    expect(down!.high).toBeLessThan(1);
  });

  it('has no trend where the year before has no data', () => {
    const told = evenly([10, 30, 40]);
    const { stretches } = riskOf(network, told, {}, { '01': [{ from: -1000, to: 434 }] });
    expect(stretches[0]!.trend).toBeNull();
    expect(stretches[1]!.trend).not.toBeNull();
  });
});

describe('runs of crimes', () => {
  it('widen the intervals, single ones do not', () => {
    const network = lineNetwork(new Array<number>(20).fill(50));
    const random = randomStream(7);
    const single: Told[] = [];
    const runs: Told[] = [];
    for (let i = 0; i < 400; i++) {
      const km = random.below(1000);
      single.push({ place: placeAt(km + 0.5, 100), day: random.below(800) });
      if (i % 5 > 0) continue;
      const day = random.below(790);
      for (let k = 0; k < 5; k++) runs.push({ place: placeAt(km + 0.5, 100), day: day + k });
    }
    expect(riskOf(network, single).dispersion).toBeLessThan(1.3);
    expect(riskOf(network, runs).dispersion).toBeGreaterThan(3);
  });
});
