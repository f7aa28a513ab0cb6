import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { createWorkerPool, type WorkerPool } from '../../api/jobs/pool.ts';
import { dayNumber } from '../../domain/days.ts';
import { randomStream } from '../../domain/random.ts';
import { garwood } from '../../domain/statistics/poisson-intervals.ts';
import type { ScanIncidents } from '../../domain/statistics/scan/scan-incidents.ts';
import { SIGNAL_DAYS, USUAL_SCAN } from '../../domain/statistics/scan/scan-incidents.ts';
import { isPredatory } from '../../domain/taxonomy.ts';

const YEARS = 30;
const LOOKS_A_YEAR = 52;
/** Of history before the first look. */
const HISTORY_DAYS = 365;

/**
 * False signals on samples without a cluster: places of the sample's incidents (the planted ones left out) with days drawn
 * anew, so that nothing starts anywhere; one look a week over 30 years, each with a year of history at least.
 */
export async function benchFalseSignals(print: (line: string) => void): Promise<void> {
  const path = new URL('../../data/sample/camrd-sample-truth.csv', import.meta.url);
  const rows = (parse(readFileSync(path), { columns: true }) as Record<string, string>[]).filter(
    (row) =>
      row.duplicate_of_event === '0' &&
      row.wrong_reason === '' &&
      row.planted !== '1' &&
      isPredatory(row.principal_crime as never),
  );
  const days = rows.map((row) => dayNumber(row.true_date!));
  const first = Math.min(...days);
  const span = Math.max(...days) - first + 1;
  const looksASample = Math.floor((span - HISTORY_DAYS) / 7);
  const looks = YEARS * LOOKS_A_YEAR;
  const pool = createWorkerPool(2);
  const pValues: number[] = [];
  try {
    for (let sample = 0; pValues.length < looks; sample++) {
      const incidents = shuffledSample(rows, days, sample);
      const asked = Array.from({ length: Math.min(looksASample, looks - pValues.length) }, (_, look) =>
        strongestP(pool, incidents, sample * 1000 + look, first + HISTORY_DAYS + 7 * look),
      );
      pValues.push(...(await Promise.all(asked)));
    }
  } finally {
    await pool.close();
  }
  print(`\nfalse signals: ${YEARS} sample-years without a cluster, a look a week (${looks} looks)`);
  for (const [name, every] of [
    ['p at most 1/365 (an interval of 365 days, the look counted as one day)', 1],
    ['p at most 7/365 (an interval of 365 days, the look counted as seven)', 7],
  ] as const) {
    const signals = pValues.filter((p) => every / p >= SIGNAL_DAYS).length;
    const { low, high } = garwood(signals);
    print(
      `  ${name}: ${signals} signals, ${(signals / YEARS).toFixed(2)} a year ` +
        `(95 % ${(low / YEARS).toFixed(2)} to ${(high / YEARS).toFixed(2)}), by its definition ${((LOOKS_A_YEAR * every) / SIGNAL_DAYS).toFixed(2)}`,
    );
  }
}

/**
 * p of the strongest cluster of a look. Most looks have nothing: where more than one in ten of 99 replicates is as
 * strong, p is not .02 or less (one in ten thousand), and the other 900 are spared.
 */
async function strongestP(
  pool: WorkerPool,
  incidents: ScanIncidents,
  seed: number,
  asOf: number,
): Promise<number> {
  let p = 1;
  for (const replicates of [99, 999]) {
    const outcome = await pool.run('scanIncidents', {
      incidents,
      options: { ...USUAL_SCAN, seed, asOf, replicates },
    })!.outcome;
    if (!outcome.ok || outcome.value.status === 'refused') throw new Error(JSON.stringify(outcome));
    p = outcome.value.value.clusters[0]?.pValue ?? 1;
    if (p > 0.1) return p;
  }
  return p;
}

/** The places as they are, the days dealt out anew. */
function shuffledSample(
  rows: readonly Record<string, string>[],
  days: readonly number[],
  seed: number,
): ScanIncidents {
  const day = Int32Array.from(days);
  randomStream(seed + 1).shuffle(day);
  return {
    day,
    lon: Float64Array.from(rows, (row) => Number(row.lon)),
    lat: Float64Array.from(rows, (row) => Number(row.lat)),
  };
}
