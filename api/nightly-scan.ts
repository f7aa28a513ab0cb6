import {
  readScanNights,
  readScannedVersion,
  type ScanNight,
  type ScanShape,
  storeScanNight,
} from '../data/scan-nights.ts';
import { LEAST_DISCLOSURE } from '../domain/access/disclosure.ts';
import { may, type Reader } from '../domain/access/reader.ts';
import { USUAL_SCAN } from '../domain/statistics/scan/scan-incidents.ts';
import type { ApiContext } from './context.ts';
import { scanFrom, scanQuestion } from './scan.ts';

/** From this hour on (UTC; two in the morning in central Mexico) the day before is looked at. */
const FROM_HOUR_UTC = 8;
const CHECK_EVERY_MS = 15 * 60_000;
/** Two shapes a night: a month and a half. */
const NIGHTS = 90;
const PATIENCE_MS = 60 * 60_000;
const SHAPES: readonly ScanShape[] = ['circle', 'track'];

/**
 * Scans all predatory crimes as of the product date, by circles and along the track, and stores both, unless that was
 * done for these data. It counts what every reader may know, so that every reader may see it.
 *
 * @returns how many scans were made
 */
export async function scanTonight(context: ApiContext): Promise<number> {
  const status = await context.status();
  const { asOf, dataVersion, firstDay } = status;
  if (firstDay === null) return 0;
  let made = 0;
  for (const shape of SHAPES) {
    if ((await readScannedVersion(context.database.pool, asOf, shape)) === dataVersion) continue;
    const filter = { from: scanFrom(asOf, firstDay), to: asOf, asOf, disclosure: LEAST_DISCLOSURE };
    const question = scanQuestion(context, status, filter, { shape, lookEveryDays: 1, ...USUAL_SCAN }, false);
    const asked = await context.jobs.ask('nightly', question, PATIENCE_MS);
    // Too much to do for readers: the next check tries again.
    if (asked.status !== 'done') return made;
    const { value } = asked;
    const clusters = value.status === 'answered' ? value.clusters : [];
    await storeScanNight(context.database.pool, {
      asOf,
      shape,
      dataVersion,
      signals: clusters.filter(({ isSignal }) => isSignal).length,
      strongestDays: clusters[0]?.recurrenceIntervalDays ?? null,
      answer: value,
      scannedAt: context.now(),
    });
    made++;
  }
  return made;
}

/** The last nights that a reader may know of, the newest first: a night tells what was known then. */
export async function nightsFor(
  { database, now, delayHours }: Pick<ApiContext, 'database' | 'now' | 'delayHours'>,
  reader: Reader,
): Promise<ScanNight[]> {
  const heldMs = may(reader, 'incidents.read') ? 0 : delayHours * 3_600_000;
  const until = now().getTime() - heldMs;
  const nights = await readScanNights(database.pool, NIGHTS);
  return nights.filter(({ scannedAt }) => scannedAt.getTime() <= until);
}

/**
 * Scans once a night while the server runs.
 * @returns ends it
 */
export function startNightlyScan(context: ApiContext): () => void {
  let isRunning = false;
  const check = () => {
    if (isRunning || context.now().getUTCHours() < FROM_HOUR_UTC) return;
    isRunning = true;
    scanTonight(context)
      .catch((error: Error) => context.log.error({ err: error }, 'nightly scan failed'))
      .finally(() => {
        isRunning = false;
      });
  };
  const timer = setInterval(check, CHECK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
