import type { ReleasedCell } from '../../domain/release/lattice.ts';
import type { Queryable } from '../database.ts';

/** A month as it was released; nothing of it ever changes but that it may be withdrawn. */
export interface ReleaseMonth {
  /** Its first day, ISO. */
  month: string;
  k: number;
  cells: readonly ReleasedCell[];
  quietStates: readonly string[];
  silentStates: readonly string[];
  releasedAt: Date;
  withdrawnAt: Date | null;
}

/** Released months from one to another by their first days, both included, the oldest first. */
export async function readReleaseMonths(
  db: Queryable,
  synthetic: boolean,
  from: string,
  to: string,
): Promise<ReleaseMonth[]> {
  const { rows } = await db.query<ReleaseMonth>(
    `select to_char(month, 'YYYY-MM-DD') as month, k, cells, quiet_states as "quietStates",
       silent_states as "silentStates", released_at as "releasedAt", withdrawn_at as "withdrawnAt"
     from release_month where synthetic = $1 and month between $2::date and $3::date order by month`,
    [synthetic, from, to],
  );
  return rows;
}

/** The first and the last month that was released; null before the first. */
export async function readReleasedRange(
  db: Queryable,
  synthetic: boolean,
): Promise<{ first: string | null; last: string | null }> {
  const { rows } = await db.query<{ first: string | null; last: string | null }>(
    `select to_char(min(month), 'YYYY-MM-DD') as first, to_char(max(month), 'YYYY-MM-DD') as last
     from release_month where synthetic = $1`,
    [synthetic],
  );
  return rows[0];
}

/** Every month that was released, with what is told of its whole year; withdrawn ones too. */
export async function listReleased(
  db: Queryable,
  synthetic: boolean,
): Promise<{ month: string; quietStates: string[]; withdrawnAt: Date | null; cells: number }[]> {
  const { rows } = await db.query<{
    month: string;
    quietStates: string[];
    withdrawnAt: Date | null;
    cells: number;
  }>(
    `select to_char(month, 'YYYY-MM-DD') as month, quiet_states as "quietStates", withdrawn_at as "withdrawnAt",
       jsonb_array_length(cells) as cells
     from release_month where synthetic = $1 order by month`,
    [synthetic],
  );
  return rows;
}

/** Stores a month; false where it had been released before, which stands. */
export async function storeReleaseMonth(
  db: Queryable,
  synthetic: boolean,
  { month, k, cells, quietStates, silentStates, releasedAt }: Omit<ReleaseMonth, 'withdrawnAt'>,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into release_month (synthetic, month, k, cells, quiet_states, silent_states, released_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [synthetic, month, k, JSON.stringify(cells), quietStates, silentStates, releasedAt],
  );
  return rowCount === 1;
}

/** Takes a month back as a whole; false where there is none, or it was taken back before. */
export async function withdrawReleaseMonth(
  db: Queryable,
  synthetic: boolean,
  month: string,
  { by, reason, now }: { by: string; reason: string; now: Date },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update release_month set withdrawn_at = $3, withdrawn_by = $4, withdrawn_reason = $5
     where synthetic = $1 and month = $2::date and withdrawn_at is null`,
    [synthetic, month, now, by, reason],
  );
  return rowCount === 1;
}

/** Months in which everybody had been told of a state's silence from the first day to the last. */
export async function readToldSilence(
  db: Queryable,
  months: readonly string[],
): Promise<{ month: string; stateCode: string }[]> {
  const { rows } = await db.query<{ month: string; stateCode: string }>(
    `select distinct m as month, g.state_code as "stateCode"
     from unnest($1::text[]) m join alert_data_gap g
       on g.from_day <= m::date
         and (g.closed_at is null or (g.closed_at at time zone 'UTC')::date >= m::date + interval '1 month')`,
    [months],
  );
  return rows;
}

/** When the first report came that is not invented; null before it. */
export async function readFirstLoad(db: Queryable): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date | null }>(
    'select min(loaded_at) as at from report where not synthetic',
  );
  return rows[0]?.at ?? null;
}
