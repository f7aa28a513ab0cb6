import type { Queryable } from './database.ts';

export type ScanShape = 'circle' | 'track';

/** One night's scan in a line. */
export interface ScanNight {
  /** ISO. */
  asOf: string;
  shape: ScanShape;
  signals: number;
  strongestDays: number | null;
  scannedAt: Date;
}

/** The last nights, the newest first. */
export async function readScanNights(db: Queryable, limit: number): Promise<ScanNight[]> {
  const { rows } = await db.query<ScanNight>(
    `select to_char(as_of, 'YYYY-MM-DD') as "asOf", shape, signals, strongest_days as "strongestDays",
       scanned_at as "scannedAt"
     from scan_night order by as_of desc, shape limit $1`,
    [limit],
  );
  return rows;
}

/** The data version of a night's scan, or null where there was none. */
export async function readScannedVersion(
  db: Queryable,
  asOf: string,
  shape: ScanShape,
): Promise<number | null> {
  const { rows } = await db.query<{ version: number }>(
    `select data_version as version from scan_night where as_of = $1 and shape = $2`,
    [asOf, shape],
  );
  return rows[0]?.version ?? null;
}

/** Stores a night's scan; one of the same day after new data were loaded takes the place of the one before. */
export async function storeScanNight(
  db: Queryable,
  night: ScanNight & { dataVersion: number; answer: unknown },
): Promise<void> {
  const { asOf, shape, dataVersion, strongestDays, signals, answer, scannedAt } = night;
  await db.query(
    `insert into scan_night (as_of, shape, data_version, strongest_days, signals, answer, scanned_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (as_of, shape) do update set data_version = excluded.data_version,
       strongest_days = excluded.strongest_days, signals = excluded.signals, answer = excluded.answer,
       scanned_at = excluded.scanned_at`,
    [asOf, shape, dataVersion, strongestDays, signals, JSON.stringify(answer), scannedAt],
  );
}
