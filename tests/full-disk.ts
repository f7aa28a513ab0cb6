import type { Queryable } from '../data/database.ts';

const NAME = 'as_on_a_full_disk';

/**
 * From now on the database keeps nothing new, with the words that PostgreSQL has for a full disk; reading goes on. A
 * small file system of its own, which only root may mount, is filled by `npm run bench -- capacity`.
 */
export async function fillDisk(db: Queryable): Promise<void> {
  await db.query(
    `create function ${NAME}() returns trigger language plpgsql as $$
     begin raise exception using errcode = 'disk_full', message = 'could not extend file: No space left on device'; end $$`,
  );
  await onTables(db, `create trigger ${NAME} before insert or update on %I execute function ${NAME}()`);
}

/** There is room again. */
export async function emptyDisk(db: Queryable): Promise<void> {
  await onTables(db, `drop trigger ${NAME} on %I`);
  await db.query(`drop function ${NAME}()`);
}

async function onTables(db: Queryable, command: string): Promise<void> {
  await db.query(
    `do $$ declare name text; begin
       for name in select tablename from pg_tables where schemaname = 'public' and tablename <> 'spatial_ref_sys' loop
         execute format('${command}', name);
       end loop;
     end $$`,
  );
}
