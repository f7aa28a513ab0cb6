/**
 * What crime earns, after table 3.4 of LBJ School report 198 (2018): migrants a year x share of them who suffer it x
 * US$ per victim. A model of guesses: it says what would follow from them, not what is.
 */

export const EARNING_CRIMES = ['kidnapping', 'robbery', 'passage_tax', 'abandonment'] as const;
export type EarningCrime = (typeof EARNING_CRIMES)[number];

export interface EarningsAssumptions {
  migrantsPerYear: number;
  /** From 0 to 1, of migrants a year. */
  share: Readonly<Record<EarningCrime, number>>;
  usdPerVictim: Readonly<Record<EarningCrime, number>>;
}

/** As the report assumes them. */
export const REPORT_ASSUMPTIONS: EarningsAssumptions = {
  migrantsPerYear: 400_000,
  share: { kidnapping: 0.01, robbery: 0.05, passage_tax: 0.6, abandonment: 0.01 },
  usdPerVictim: { kidnapping: 5_165, robbery: 60, passage_tax: 400, abandonment: 4_270 },
};

/** As the report prints them, US$ million; they do not add up. */
export const PRINTED_MILLIONS: Readonly<Record<EarningCrime | 'total', number>> = {
  kidnapping: 20.5,
  robbery: 1.2,
  passage_tax: 96,
  abandonment: 17.1,
  total: 134.7,
};

export interface Earnings {
  /** US$ a year. */
  byCrime: Readonly<Record<EarningCrime, number>>;
  total: number;
}

/** US$ a year that follow from the assumptions. */
export function crimeEarnings({ migrantsPerYear, share, usdPerVictim }: EarningsAssumptions): Earnings {
  const entries = EARNING_CRIMES.map(
    (crime) => [crime, migrantsPerYear * share[crime] * usdPerVictim[crime]] as const,
  );
  return {
    byCrime: Object.fromEntries(entries) as Record<EarningCrime, number>,
    total: entries.reduce((sum, [, usd]) => sum + usd, 0),
  };
}

/** One number of the model: `migrants`, or share or price of a crime. */
export type AssumptionId = 'migrants' | `${'share' | 'usd'}.${EarningCrime}`;

export interface Sensitivity {
  id: AssumptionId;
  /** Total with this one assumption lower and higher by the part, all others as they are. */
  low: number;
  high: number;
}

export const ASSUMPTION_IDS: readonly AssumptionId[] = [
  'migrants',
  ...EARNING_CRIMES.flatMap((crime) => [`share.${crime}`, `usd.${crime}`] as const),
];

/**
 * Which assumption moves the total most: each alone lower and higher by `part` (0.25: a quarter), shares at most 1;
 * the widest first.
 */
export function earningsSensitivity(assumptions: EarningsAssumptions, part: number): Sensitivity[] {
  const totalWith = (id: AssumptionId, factor: number) =>
    crimeEarnings(withAssumption(assumptions, id, assumptionOf(assumptions, id) * factor)).total;
  return ASSUMPTION_IDS.map((id) => ({
    id,
    low: totalWith(id, 1 - part),
    high: totalWith(id, 1 + part),
  })).sort((a, b) => b.high - b.low - (a.high - a.low));
}

/** One of the assumptions. */
export function assumptionOf(assumptions: EarningsAssumptions, id: AssumptionId): number {
  if (id === 'migrants') return assumptions.migrantsPerYear;
  const [kind, crime] = id.split('.') as ['share' | 'usd', EarningCrime];
  return kind === 'share' ? assumptions.share[crime] : assumptions.usdPerVictim[crime];
}

/** The assumptions with one of them changed; a share is held between 0 and 1, all else at 0 or more. */
export function withAssumption(
  assumptions: EarningsAssumptions,
  id: AssumptionId,
  value: number,
): EarningsAssumptions {
  const held = Math.max(0, value);
  if (id === 'migrants') return { ...assumptions, migrantsPerYear: held };
  const [kind, crime] = id.split('.') as ['share' | 'usd', EarningCrime];
  return kind === 'share'
    ? { ...assumptions, share: { ...assumptions.share, [crime]: Math.min(1, held) } }
    : { ...assumptions, usdPerVictim: { ...assumptions.usdPerVictim, [crime]: held } };
}
