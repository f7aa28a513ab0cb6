import type { CaseOutcome, EnforcementMeasure, StateExposure } from '../domain/patterns/facts.ts';
import type { Queryable } from './database.ts';
import {
  putCaseOutcomes,
  putEnforcementMeasures,
  putStateExposure,
  readMeasures,
  readOutcomes,
  readStateExposure,
} from './pattern-facts.ts';
import { putShippedMeasures, putShippedOutcomes } from './reference-load.ts';
import { bumpDataVersion } from './versions.ts';

/** Rows that users loaded; those of the next file of the same kind take their place, shipped ones stay. */
const USER_ORIGIN = 'user';

/** One table of facts, whole. */
export type Facts =
  | { kind: 'measures'; rows: readonly EnforcementMeasure[] }
  | { kind: 'exposure'; rows: readonly StateExposure[] }
  | { kind: 'outcomes'; rows: readonly CaseOutcome[] };

/** Puts a table in place of the one that was loaded before; call it in a transaction. */
export async function loadFacts(db: Queryable, facts: Facts): Promise<void> {
  // First of all: two who load at once wait for each other at its one row.
  await bumpDataVersion(db);
  switch (facts.kind) {
    case 'measures':
      // What the table before stood in the place of comes back, unless this one takes it again.
      await putEnforcementMeasures(db, [], USER_ORIGIN);
      await putShippedMeasures(db);
      return putEnforcementMeasures(db, facts.rows, USER_ORIGIN);
    case 'exposure':
      return putStateExposure(db, facts.rows);
    case 'outcomes':
      await putCaseOutcomes(db, [], USER_ORIGIN);
      await putShippedOutcomes(db);
      return putCaseOutcomes(db, facts.rows, USER_ORIGIN);
  }
}

/** Takes away what users loaded of a kind, and gives shipped rows their places back; call it in a transaction. */
export function removeFacts(db: Queryable, kind: Facts['kind']): Promise<void> {
  return loadFacts(db, { kind, rows: [] });
}

/** What users loaded of a kind, without the shipped rows; empty where nobody did. */
export async function readLoadedFacts(db: Queryable, kind: Facts['kind']): Promise<Facts> {
  switch (kind) {
    case 'measures':
      return { kind, rows: await readMeasures(db, USER_ORIGIN) };
    case 'exposure':
      return { kind, rows: await readStateExposure(db) };
    case 'outcomes':
      return { kind, rows: await readOutcomes(db, USER_ORIGIN) };
  }
}
