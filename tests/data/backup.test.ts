import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { appendAudit } from '../../data/audit.ts';
import { signCheckpoint } from '../../data/audit-checkpoints.ts';
import { readAuditKey } from '../../data/audit-key.ts';
import { verifyAudit } from '../../data/audit-verify.ts';
import { backupTo } from '../../data/backup/backup-file.ts';
import type { BackupSummary } from '../../data/backup/format.ts';
import { restoreFrom } from '../../data/backup/restore.ts';
import { snapshotLines } from '../../data/backup/snapshot.ts';
import { handlingOf, readTables } from '../../data/backup/tables.ts';
import { type Database, openDatabase } from '../../data/database.ts';
import { beginRun, clearStage } from '../../data/staging.ts';
import { ingestFile } from '../../etl/ingest.ts';
import { readIngestTools } from '../../etl/ingest-tools.ts';
import { copyEmbedded, copyServer } from '../databases.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const NOW = new Date('2026-11-24T10:00:00Z');
const PASSPHRASE = 'cinco palabras al azar y más';
const BY = { actor: { kind: 'terminal', id: 'root', name: 'root' } as const, address: 'terminal', now: NOW };
const REPORTS = new URL('../fixtures/iom-six-rows.csv', import.meta.url).pathname;

const folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-backup-'));
const file = (name: string) => path.join(folder, name);
const open: (() => Promise<void>)[] = [];
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const readKey = readAuditKey({ dataDir: folder, auditKeyFile: null });
if (!readKey.ok) throw new Error(readKey.reason);
const { key } = readKey;

async function newDatabase(engine: 'embedded' | 'server'): Promise<Database> {
  const { place, remove } = engine === 'embedded' ? copyEmbedded() : await copyServer();
  const opened = await openDatabase(place, { join: false });
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  open.push(async () => {
    await opened.database.close();
    await remove();
  });
  return opened.database;
}

async function closeAll(): Promise<void> {
  for (const close of open.splice(0)) await close();
}

/** Reports, decisions and values that are hard to carry: every text form must come back as it was. */
async function fill(database: Database): Promise<void> {
  const tools = await readIngestTools(database.pool);
  const loaded = await ingestFile(database, REPORTS, { today: '2026-11-24', ...tools });
  if (!loaded.ok) throw new Error(loaded.problem.reason);
  await database.pool.query(
    `update report set summary = E'l\u00EDnea\\n\\t"cita" \\\\ \\u0001 \u{1F6E4}', victims_by = 'null', place_score = 1e-300,
       radius_m = 'NaN', countries = array['', 'a,b', '{"}', null, 'null'], loaded_at = '2026-01-01 00:00:00.123456-06'
     where row_number = 1`,
  );
  await database.pool.query(
    `update report set radius_m = '-Infinity', loaded_at = 'infinity' where row_number = 2`,
  );
  const entry = { action: 'file-ingested', ...BY, rows: 6, filters: { a: ['b'] } } as const;
  await appendAudit(database.pool, entry, NOW);
  await signCheckpoint(database.pool, key, NOW);
}

async function digest(database: Database): Promise<BackupSummary> {
  let summary: BackupSummary | null = null;
  for await (const _ of snapshotLines(database, NOW, (whole) => {
    summary = whole;
  }));
  if (!summary) throw new Error('no summary');
  return summary;
}

/** Count and checksum by table, of those that are the same after a restore. */
async function carried(database: Database): Promise<Record<string, string>> {
  const { tables } = await digest(database);
  const same = tables.filter(({ end }) => handlingOf(end) === 'replaced' && end !== 'data_version');
  return Object.fromEntries(same.map(({ end, rows, digest: sum }) => [end, `${rows} ${sum}`]));
}

describe.each([
  ['embedded', 'server', null],
  ['server', 'embedded', PASSPHRASE],
] as const)('a backup of the %s database', (fromEngine, toEngine, passphrase) => {
  let from: Database;
  let to: Database;
  const name = file(`${fromEngine}.backup`);

  beforeAll(async () => {
    [from, to] = [await newDatabase(fromEngine), await newDatabase(toEngine)];
    await fill(from);
  });
  afterAll(closeAll);

  it('is made for its owner alone, and is an entry of the audit', async () => {
    const made = await backupTo(from, name, { ...BY, passphrase });
    if (!made.ok) throw new Error(made.reason);
    expect(made.bytes).toBe(statSync(name).size);
    expect(statSync(name).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((one) => one.endsWith('.part'))).toEqual([]);
    const { rows } = await from.pool.query(
      `select details from audit_entry where action = 'backup-made' and row_count = $1`,
      [made.summary.rows],
    );
    expect(rows).toEqual([
      {
        details: {
          file: `${fromEngine}.backup`,
          sha256: made.sha256,
          tables: made.summary.tables.length,
          encrypted: passphrase !== null,
        },
      },
    ]);
    expect(await backupTo(from, name, { ...BY, passphrase })).toMatchObject({
      ok: false,
      reason: 'file-exists',
    });
    const nowhere = path.join(folder, 'none', 'x');
    expect(await backupTo(from, nowhere, { ...BY, passphrase })).toMatchObject({ reason: 'folder-missing' });
  });

  it(`restored into the ${toEngine} database has the same rows in every table`, async () => {
    const before = await carried(from);
    expect(before.report).toMatch(/^6 /);
    const restored = await restoreFrom(to, name, { ...BY, passphrase, replace: false });
    expect(restored).toMatchObject({ ok: true });
    expect(await carried(to)).toEqual(before);
    const { rows } = await to.pool.query(
      `select summary, victims_by = 'null' as is_json_null, loaded_at::text from report where row_number = 1`,
    );
    expect(rows[0]).toMatchObject({ is_json_null: true, summary: 'línea\n\t"cita" \\ \u0001 \u{1F6E4}' });
  });

  it('goes on from there: new numbers, keys and checks as before, readers are told', async () => {
    const { rows } = await to.pool.query(
      `select nextval('incident_id_seq') > (select max(incident_id) from incident) as fresh,
         (select count(*) from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace)::int as keys,
         (select version from data_version)::int as version`,
    );
    const { rows: there } = await from.pool.query(
      `select (select count(*) from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace)::int
           as keys, (select version from data_version)::int as version`,
    );
    expect(rows[0]).toMatchObject({ fresh: true, keys: there[0].keys });
    expect(rows[0].version).toBeGreaterThan(there[0].version);
    const tools = await readIngestTools(to.pool);
    const again = await ingestFile(to, REPORTS, { today: '2026-11-24', ...tools });
    expect(again).toMatchObject({ ok: true, report: { loaded: 0, alreadyKnown: 6 } });
  });

  it('brings its audit along as a chain of its own, and the restore begins the next one', async () => {
    const verdict = await verifyAudit(to.pool, key);
    expect(verdict).toMatchObject({ ok: true });
    expect(verdict.chains.map(({ entries, isCurrent }) => [isCurrent, entries])).toEqual([
      [true, 1],
      [false, 1],
    ]);
    const { rows } = await to.pool.query(
      `select action from audit_entry join audit_chain using (chain_id) where is_current`,
    );
    expect(rows).toEqual([{ action: 'restored' }]);
  });

  it('does not take the place of data unless told to, and then leaves their audit', async () => {
    const refused = await restoreFrom(from, name, { ...BY, passphrase, replace: false });
    expect(refused).toMatchObject({ ok: false, reason: 'not-empty' });
    await from.pool.query(`insert into source (source_id, name) values ('later', 'later')`);
    await appendAudit(from.pool, { action: 'source-changed', ...BY }, NOW);
    const before = await from.pool.query('select count(*)::int as n from audit_entry');
    expect(await restoreFrom(from, name, { ...BY, passphrase, replace: true })).toMatchObject({ ok: true });
    expect((await from.pool.query(`select from source where source_id = 'later'`)).rowCount).toBe(0);
    const after = await from.pool.query('select count(*)::int as n from audit_entry');
    expect(after.rows[0].n).toBe(before.rows[0].n + 1);
    expect(await verifyAudit(from.pool, key)).toMatchObject({ ok: true });
  });

  it('is refused where its audit tells another story than that of the database', async () => {
    await from.transaction(async (client) => {
      await client.query('alter table audit_entry disable trigger all');
      await client.query(`update audit_entry set hash = repeat('0', 64) where seq = 1`);
      await client.query('alter table audit_entry enable trigger all');
    });
    const refused = await restoreFrom(from, name, { ...BY, passphrase, replace: true });
    expect(refused).toMatchObject({ ok: false, reason: 'audit-differs' });
  });

  it('waits for no load, and a load for no restore: it is refused meanwhile', async () => {
    const run = await beginRun(to.pool, {
      fileSha256: '',
      fileName: 'a.csv',
      pid: process.pid,
      host: 'here',
      startedBy: null,
    });
    const refused = await restoreFrom(to, name, { ...BY, passphrase, replace: true });
    expect(refused).toMatchObject({ ok: false, reason: 'ingest-running', detail: 'a.csv' });
    await clearStage(to.pool, run, 'cancelled');
  });
});

describe.each(['embedded', 'server'] as const)('on the %s database', (engine) => {
  let database: Database;
  let before: BackupSummary;
  const plain = file(`${engine}-plain`);
  const locked = file(`${engine}-locked`);

  beforeAll(async () => {
    database = await newDatabase(engine);
    await fill(database);
    for (const [name, passphrase] of [
      [plain, null],
      [locked, PASSPHRASE],
    ] as const) {
      const made = await backupTo(database, name, { ...BY, passphrase });
      if (!made.ok) throw new Error(made.reason);
    }
    before = await digest(database);
  });
  afterAll(closeAll);

  const lines = () => gunzipSync(readFileSync(plain)).toString('utf8').split('\n');
  const packed = (text: string[]) => gzipSync(text.join('\n'));
  const edited = (edit: (header: Record<string, unknown>) => void) => {
    const [first, ...rest] = lines();
    const header = JSON.parse(first ?? '');
    edit(header);
    return packed([JSON.stringify(header), ...rest]);
  };
  const flipped = (source: string, at: number) => {
    const bytes = Buffer.from(readFileSync(source));
    const index = Math.floor(bytes.length * at);
    bytes[index] = (bytes[index] ?? 0) ^ 1;
    return bytes;
  };
  const cut = (source: string, share: number) => {
    const bytes = readFileSync(source);
    return bytes.subarray(0, Math.floor(bytes.length * share));
  };

  type Case = [what: string, make: () => Buffer, passphrase: string | null, reason: string];
  /** Refused by the reader of the file, the same for both databases: tried on the faster one. */
  const unreadable: Case[] = [
    ['an empty file', () => Buffer.alloc(0), null, 'not-a-backup'],
    ['a table of reports', () => readFileSync(REPORTS), null, 'not-a-backup'],
    ['another gzip file', () => gzipSync('{"some":"thing"}\n'), null, 'not-a-backup'],
    [
      'a format of tomorrow',
      () =>
        edited((h) => {
          h.format = 2;
        }),
      null,
      'format-unknown',
    ],
    ['an encrypted one without a passphrase', () => readFileSync(locked), null, 'passphrase-needed'],
    ['an encrypted one with another passphrase', () => readFileSync(locked), 'otra', 'passphrase-wrong'],
    ['a plain one without its last byte', () => cut(plain, 0.999999), null, 'damaged'],
    ['half an encrypted one', () => cut(locked, 0.5), PASSPHRASE, 'damaged'],
    [
      'an encrypted one cut between two chunks',
      () => {
        const bytes = readFileSync(locked);
        const header = bytes.indexOf('\n', bytes.indexOf('\n---') + 1) + 1 + 16;
        return bytes.subarray(0, header + 2 * 65_552);
      },
      PASSPHRASE,
      'damaged',
    ],
    ['a plain one with a changed bit', () => flipped(plain, 0.3), null, 'damaged'],
    ['an encrypted one with a changed bit', () => flipped(locked, 0.6), PASSPHRASE, 'damaged'],
    ['an encrypted one whose last bit changed', () => flipped(locked, 0.9999999), PASSPHRASE, 'damaged'],
  ];
  /** Refused by the database, or in the middle of writing to it. */
  const unfit: Case[] = [
    ['half a plain one', () => cut(plain, 0.5), null, 'damaged'],
    [
      'one with a changed row',
      () => packed(lines().map((line) => line.replace('Celaya', 'Cellaya'))),
      null,
      'damaged',
    ],
    ['one without a row', () => packed(lines().filter((_, i) => i !== 50)), null, 'damaged'],
    [
      'one with a row twice',
      () => packed(lines().flatMap((line, i) => (i === 50 ? [line, line] : [line]))),
      null,
      'damaged',
    ],
    ['one without its end', () => packed([...lines().slice(0, -2), '']), null, 'damaged'],
    ['one with something behind its end', () => packed([...lines().slice(0, -1), '{}', '']), null, 'damaged'],
    [
      'one of an older schema',
      () =>
        edited((h) => {
          (h.migrations as unknown[]).pop();
        }),
      null,
      'schema-differs',
    ],
    [
      'one of a newer schema',
      () =>
        edited((h) => {
          (h.migrations as unknown[]).push({ version: 999, name: '999_later.sql', checksum: '' });
        }),
      null,
      'schema-differs',
    ],
    [
      'one whose columns differ',
      () =>
        edited((h) => {
          (h.tables as { columns: string[] }[])[0]?.columns.push('x');
        }),
      null,
      'schema-differs',
    ],
  ];
  it.each(engine === 'server' ? [...unreadable, ...unfit] : unfit)(
    '%s is refused',
    async (what, make, passphrase, reason) => {
      const name = file(`${engine}-case`);
      writeFileSync(name, make());
      const refused = await restoreFrom(database, name, { ...BY, passphrase, replace: true });
      expect([what, refused.ok || refused.reason]).toEqual([what, reason]);
    },
  );

  it('a file that is not there, or a folder, is refused', async () => {
    for (const name of [file('none'), folder]) {
      const refused = await restoreFrom(database, name, { ...BY, passphrase: null, replace: true });
      expect(refused).toMatchObject({ ok: false, reason: 'file-missing' });
    }
  });

  it('after all of these not one row is another', async () => {
    expect((await digest(database)).tables).toEqual(before.tables);
  });
});

describe.each(['embedded', 'server'] as const)('while the %s database is written to', (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await newDatabase(engine);
  });
  afterAll(closeAll);

  it('a backup holds one moment: nothing that came after it began', async () => {
    const add = (name: string) =>
      database.transaction(async (client) => {
        await client.query('insert into source (source_id, name) values ($1, $1)', [name]);
        await client.query('insert into cell (h3, resolution) values ($1, 3)', [name]);
      });
    await add('before');
    const found: string[] = [];
    let later: Promise<void> | null = null;
    let whole: BackupSummary | null = null;
    for await (const line of snapshotLines(database, NOW, (summary) => {
      whole = summary;
    })) {
      later ??= add('after');
      // A server lets it through at once; the embedded database when the backup is done.
      if (engine === 'server') await later;
      if (/"(before|after)"/.test(line)) found.push(line.trim());
    }
    await later;
    expect(found.map((line) => line.includes('before'))).toEqual([true, true]);
    expect(whole).not.toBeNull();
    expect((await database.pool.query(`select from source`)).rowCount).toBe(2);
  });

  it('what a killed backup left behind is removed by the next one', async () => {
    const full = path.join(folder, 'full');
    mkdirSync(full, { recursive: true });
    // A left-over part of a process that is gone is removed; one of a living process stays.
    writeFileSync(path.join(full, '.x.backup.999999.part'), 'old');
    writeFileSync(path.join(full, `.x.backup.${process.ppid}.part`), 'busy');
    expect(await backupTo(database, path.join(full, 'x.backup'), { ...BY, passphrase: null })).toMatchObject({
      ok: true,
    });
    expect(readdirSync(full).sort()).toEqual([`.x.backup.${process.ppid}.part`, 'x.backup']);
    rmSync(full, { recursive: true });
  });

  it('every table of the schema is replaced, emptied or merged, and is named once', async () => {
    const names = (await readTables(database.pool)).map(({ name }) => name);
    expect(names).toContain('report');
    expect(names).not.toContain('spatial_ref_sys');
    expect(names).not.toContain('schema_migration');
    // A session that was ended, or a link that was used, must not live again: whatever holds some is left out.
    const emptied = names.filter((name) => handlingOf(name) === 'emptied');
    expect(emptied).toEqual(names.filter((name) => /session|sign_in|^staged_/.test(name)));
  });
});
