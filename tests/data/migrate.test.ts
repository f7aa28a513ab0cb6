import { expect, it } from 'vitest';
import { openDatabase } from '../../data/database.ts';
import { migrate, readMigrations } from '../../data/migrate.ts';
import { loadReference } from '../../data/reference-load.ts';
import { describeOnBothDatabases } from '../databases.ts';

describeOnBothDatabases('migrations', (db) => {
  it('run once: a second run applies nothing', async () => {
    expect(await migrate(db.database)).toEqual({ ok: true, applied: [] });
  });

  it('refuse a file that reads otherwise than when it was applied', async () => {
    const migrations = readMigrations().map((m) => (m.version === 1 ? { ...m, checksum: 'changed' } : m));
    expect(await migrate(db.database, migrations)).toEqual({
      ok: false,
      reason: 'changed',
      name: '001_reference.sql',
    });
  });

  it('refuse a database that is newer than the program', async () => {
    const last = readMigrations().at(-1);
    const result = await migrate(db.database, readMigrations().slice(0, -1));
    expect(result).toEqual({ ok: false, reason: 'unknown', name: last?.name });
  });

  it('leave nothing of a file that fails half-way', async () => {
    const sql = 'create table half_made (a int); select 1 / 0;';
    const broken = { version: 999, name: '999_broken.sql', sql, checksum: 'x' };
    await expect(migrate(db.database, [...readMigrations(), broken])).rejects.toThrow('division by zero');
    const { rows } = await db.database.pool.query(`select to_regclass('half_made') as made`);
    expect(rows[0].made).toBeNull();
  });

  it('applied by two processes at once are applied once', async () => {
    const extra = {
      version: 998,
      name: '998_once.sql',
      sql: 'create table made_once (a int)',
      checksum: 'y',
    };
    const both = await Promise.all([1, 2].map(() => migrate(db.database, [...readMigrations(), extra])));
    expect(both.map((result) => (result.ok ? result.applied.length : -1)).sort()).toEqual([0, 1]);
    await db.database.pool.query('delete from schema_migration where version = 998');
  });
});

describeOnBothDatabases('the reference tables', (db) => {
  it('are there: 32 states, 17 corridors, 1,069 posts and the gazetteer', async () => {
    const { rows } = await db.database.pool.query(
      `select (select count(*) from state) as states, (select count(*) from corridor) as corridors,
         (select count(*) from corridor_post) as posts,
         (select count(*) from gazetteer_place) as places,
         (select count(*) from state where not ST_IsValid(geom)) as invalid`,
    );
    expect(rows[0]).toMatchObject({ states: 32, corridors: 17, posts: 1069, invalid: 0 });
    expect(rows[0].places).toBeGreaterThan(19_000);
  });

  it('are loaded once: a second start loads nothing', async () => {
    expect(await loadReference(db.database)).toEqual([]);
  });

  it('know that Ixtepec lies in Oaxaca and Tapachula in Chiapas', async () => {
    const { rows } = await db.database.pool.query(
      `select code from (values (-95.1, 16.56), (-92.26, 14.9)) as at (lon, lat)
       join state on ST_Covers(geom, ST_SetSRID(ST_MakePoint(lon, lat), 4326)) order by code`,
    );
    expect(rows.map(({ code }) => code)).toEqual(['07', '20']);
  });
});

describeOnBothDatabases('the pool', (db) => {
  it('keeps parameters and answers of clients apart that ask at once', async () => {
    const ask = async (k: number) => {
      for (let i = 0; i < 40; i++) {
        const filler = 'x'.repeat(i % 10 === 0 ? 200_000 : 10);
        const sql = k % 2 ? 'select $1::int as a, length($2) as l' : 'select length($2) as l, $1::int as a';
        const { rows } = await db.database.pool.query(sql, [k * 1000 + i, filler]);
        expect(rows[0]).toEqual({ a: k * 1000 + i, l: filler.length });
      }
    };
    await Promise.all([1, 2, 3, 4, 5, 6].map(ask));
  });

  it('keeps a statement whose values arrive in many pieces apart from those that others ask meanwhile', async () => {
    let isDone = false;
    const others = [1, 2, 3].map(async (k) => {
      for (let i = 0; !isDone; i++) {
        const { rows } = await db.database.pool.query('select $1::int * $2::int as product', [i, k]);
        expect(rows[0]).toEqual({ product: i * k });
      }
    });
    for (let i = 0; i < 15; i++) {
      const large = 'x'.repeat(2_000_000 + i);
      const { rows } = await db.database.pool.query('select length($1) as n', [large]);
      expect(rows).toEqual([{ n: large.length }]);
    }
    isDone = true;
    await Promise.all(others);
  });

  it('says once that it is ready after a statement with values that fails', async () => {
    const client = await db.database.pool.connect();
    let ready = 0;
    const count = () => {
      ready += 1;
    };
    const { connection } = client as unknown as { connection: NodeJS.EventEmitter };
    connection.on('readyForQuery', count);
    const failing: [sql: string, values: string[]][] = [
      ['selec $1', ['x']],
      ['select $1::int', ['x']],
      ['select 1 / length($1)', ['']],
      ['select $1', ['fine']],
    ];
    for (const [sql, values] of failing) await client.query(sql, values).catch(() => {});
    const { rows } = await client.query(`select 'it' as answer`);
    connection.off('readyForQuery', count);
    client.release();
    expect(rows).toEqual([{ answer: 'it' }]);
    expect(ready).toBe(failing.length + 1);
  });

  it('rolls a transaction back whose work throws', async () => {
    await expect(
      db.database.transaction(async (client) => {
        await client.query(`insert into source (source_id, name) values ('gone', 'gone')`);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    const { rowCount } = await db.database.pool.query(`select from source where source_id = 'gone'`);
    expect(rowCount).toBe(0);
  });

  it('says why a server can not be reached', async () => {
    const place = { databaseUrl: 'postgresql://nobody@127.0.0.1:1/none', dataDir: db.place.dataDir };
    const opened = (await openDatabase(place, { join: false })) as { ok: false; reason: string };
    expect(opened).toMatchObject({ ok: false, reason: 'unreachable' });
  });
});
