import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { AuditActor } from '../../domain/audit/entry.ts';
import type { NetworkGraph } from '../../domain/network/graph.ts';
import { closedMonths } from '../../domain/release/closing.ts';
import { releaseMonth } from '../../domain/release/release-month.ts';
import { STATES } from '../../domain/states.ts';
import { appendAudit } from '../audit.ts';
import type { Database } from '../database.ts';
import { countReleaseYears, readReleaseAtoms } from './release-atoms.ts';
import { listReleased, type ReleaseMonth, readToldSilence, storeReleaseMonth } from './release-months.ts';

export interface ReleaseOrder {
  /** Of invented incidents, or of real ones. */
  synthetic: boolean;
  /** No smaller number is published; months that were released before keep theirs. */
  k: number;
  /** The product date, ISO. */
  asOf: string;
  now: Date;
  actor: AuditActor;
  address: string;
}

/**
 * Releases every closed month that was not yet, each once and for all, with an entry in the audit.
 * @returns first days of the months released now
 */
export async function makeRelease(
  database: Database,
  graph: NetworkGraph,
  { synthetic, k, asOf, now, actor, address }: ReleaseOrder,
): Promise<string[]> {
  const { pool } = database;
  const known = await listReleased(pool, synthetic);
  const done = new Set(known.map(({ month }) => month));
  const due = closedMonths(asOf).filter((month) => !done.has(month));
  if (due.length === 0) return [];

  const atoms = await readReleaseAtoms(pool, graph, synthetic, due);
  const silence = await readToldSilence(pool, due);
  const quiet = new Map<string, readonly string[]>(
    // What was said of a year with its first month stays said.
    [...known].reverse().map(({ month, quietStates }) => [month.slice(0, 4), quietStates]),
  );
  const yearsBefore = [...new Set(due.map((month) => Number(month.slice(0, 4)) - 1))];
  const counts = await countReleaseYears(pool, synthetic, yearsBefore);
  for (const before of yearsBefore) {
    if (quiet.has(String(before + 1))) continue;
    const enough = new Set(
      counts.flatMap(({ year, stateCode, count }) => (year === before && count >= k ? [stateCode] : [])),
    );
    quiet.set(
      String(before + 1),
      STATES.flatMap(({ code }) => (enough.has(code) ? [] : [code])),
    );
  }
  const months: Omit<ReleaseMonth, 'withdrawnAt'>[] = [];
  for (const month of due) {
    months.push({
      month,
      k,
      cells: releaseMonth(atoms.get(month) ?? [], k),
      quietStates: quiet.get(month.slice(0, 4)) ?? [],
      silentStates: silence.flatMap((one) => (one.month === month ? [one.stateCode] : [])).sort(),
      releasedAt: now,
    });
    // The first release is of ten years: requests are answered in between.
    await yieldToOthers();
  }
  return database.transaction(async (db) => {
    const released: string[] = [];
    for (const month of months) if (await storeReleaseMonth(db, synthetic, month)) released.push(month.month);
    if (released.length > 0) {
      const details = { synthetic, months: released.map((month) => month.slice(0, 7)) };
      await appendAudit(db, { action: 'release-made', actor, address, rows: released.length, details }, now);
    }
    return released;
  });
}
