import {
  CRIMES,
  type Crime,
  PERPETRATORS,
  type Perpetrator,
  PRECISIONS,
  type Precision,
} from '../taxonomy.ts';
import type { RiskIncidents, RiskPlace } from './incident-columns.ts';
import type { RiskNetwork } from './risk-network.ts';
import { sharesOfStretches, type WeightsOfState } from './window-sums.ts';

/** What the risk of a stretch rests on. Every figure is of the period, without the decay. */
export interface Evidence {
  /** Incidents with any share here, the reports that tell of them, and the incidents told of by two sources or more. */
  incidents: number;
  reports: number;
  confirmed: number;
  /** Of the mass counted here: share known by each precision, share spread. They are 0 where there is none. */
  precision: Record<Precision, number>;
  spread: number;
  /** Mass counted here of each crime and each alleged perpetrator, most first; an incident may have several of both. */
  crimes: { crime: Crime; count: number }[];
  perpetrators: { perpetrator: Perpetrator; count: number }[];
}

/**
 * What stands behind each stretch. The counts of an incident's crimes are its share of the stretch, so that they add up
 * with the stretch's own count.
 * @param crimeMask crimes to name: the counted ones
 * @param weightsOf without decay
 */
export function evidenceOf(
  network: RiskNetwork,
  incidents: RiskIncidents,
  places: readonly RiskPlace[],
  weightsOf: WeightsOfState,
  crimeMask: number,
): Evidence[] {
  const width = FIXED + CRIMES.length + PERPETRATORS.length;
  const byPlace = sumByPlace(incidents, places, weightsOf, crimeMask, width);
  const found = Array.from({ length: network.stretchCount }, () => ({
    whole: [0, 0, 0],
    masses: new Float64Array(width),
    precision: new Float64Array(PRECISIONS.length),
    spread: 0,
  }));
  places.forEach((place, p) => {
    const row = byPlace.subarray(p * width, (p + 1) * width);
    if (row[INCIDENTS] === 0) return;
    for (const [stretch, share] of sharesOfStretches(place, network.lixels.stretch)) {
      const here = found[stretch]!;
      for (let k = 0; k < 3; k++) here.whole[k]! += row[k]!;
      for (let k = 3; k < width; k++) here.masses[k]! += row[k]! * share;
      const mass = row[MASS]! * share;
      if (place.precision >= 0) here.precision[place.precision]! += mass;
      if (place.outcome === 'spread') here.spread += mass;
    }
  });
  return found.map(({ whole, masses, precision, spread }) => {
    const mass = masses[MASS]!;
    const shareOf = (part: number) => (mass > 0 ? part / mass : 0);
    return {
      incidents: whole[INCIDENTS]!,
      reports: whole[REPORTS]!,
      confirmed: whole[CONFIRMED]!,
      precision: Object.fromEntries(PRECISIONS.map((name, k) => [name, shareOf(precision[k]!)])) as Record<
        Precision,
        number
      >,
      spread: shareOf(spread),
      crimes: ranked(CRIMES, masses, FIXED).map(([crime, count]) => ({ crime, count })),
      perpetrators: ranked(PERPETRATORS, masses, FIXED + CRIMES.length).map(([perpetrator, count]) => ({
        perpetrator,
        count,
      })),
    };
  });
}

/** Columns of a place's row, before one for each crime and one for each perpetrator. */
const INCIDENTS = 0;
const REPORTS = 1;
const CONFIRMED = 2;
const MASS = 3;
const FIXED = 4;

function sumByPlace(
  incidents: RiskIncidents,
  places: readonly RiskPlace[],
  weightsOf: WeightsOfState,
  crimeMask: number,
  width: number,
): Float64Array {
  const weights = places.map(({ stateCode }) => weightsOf(stateCode));
  const sums = new Float64Array(places.length * width);
  for (let i = 0; i < incidents.count; i++) {
    const place = incidents.place[i]!;
    const weight = weights[place]!.ofIncident(incidents.firstDay[i]!, incidents.lastDay[i]!);
    if (weight === 0) continue;
    const row = place * width;
    sums[row + INCIDENTS]!++;
    sums[row + REPORTS]! += incidents.reports[i]!;
    if (incidents.sources[i]! > 1) sums[row + CONFIRMED]!++;
    sums[row + MASS]! += weight;
    addBits(sums, row + FIXED, incidents.crimeMask[i]! & crimeMask, weight);
    addBits(sums, row + FIXED + CRIMES.length, incidents.perpetratorMask[i]!, weight);
  }
  return sums;
}

function addBits(sums: Float64Array, at: number, mask: number, weight: number): void {
  for (let bits = mask, bit = 0; bits !== 0; bits >>>= 1, bit++) if (bits & 1) sums[at + bit]! += weight;
}

function ranked<T>(words: readonly T[], masses: Float64Array, from: number): [T, number][] {
  return words
    .map((word, k): [T, number] => [word, masses[from + k]!])
    .filter(([, mass]) => mass > 0)
    .sort((a, b) => b[1] - a[1]);
}
