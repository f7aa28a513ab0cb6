import type { Queryable } from './database.ts';

/** Marks that what readers may see has changed; call it in the transaction that changes it. */
export async function bumpDataVersion(db: Queryable): Promise<void> {
  await db.query('update data_version set version = version + 1, changed_at = now()');
}

/** Grows with every change of what readers may see. */
export async function readDataVersion(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ version: number }>('select version from data_version');
  return rows[0].version;
}
