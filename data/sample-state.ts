import type { Queryable } from './database.ts';

/** True once any file of reports was loaded. */
export async function hasFiles(db: Queryable): Promise<boolean> {
  const { rowCount } = await db.query('select from source_file limit 1');
  return rowCount !== 0;
}

/** Marks the sample as taken care of; true for the one caller that is to load it. */
export async function claimSample(db: Queryable): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into reference_table (name, checksum) values ('sample', '') on conflict do nothing`,
  );
  return rowCount === 1;
}
