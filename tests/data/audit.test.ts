import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendAudit } from '../../data/audit.ts';
import { readHead, signCheckpoint } from '../../data/audit-checkpoints.ts';
import { eraseAuditContent } from '../../data/audit-erase.ts';
import { type AuditKey, readAuditKey } from '../../data/audit-key.ts';
import { type AuditVerdict, hasAuditHash, verifyAudit } from '../../data/audit-verify.ts';
import type { Queryable } from '../../data/database.ts';
import type { AuditEntry } from '../../domain/audit/entry.ts';
import type { Checkpoint } from '../../domain/audit/verify.ts';
import { describeOnBothDatabases } from '../databases.ts';

const NOW = new Date('2026-11-24T10:00:00.123Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

const ana = { kind: 'user', id: '7', name: 'Ana Ríos' } as const;
const entry = (more: Partial<AuditEntry> = {}): AuditEntry => ({
  action: 'incidents-read',
  actor: ana,
  address: '10.0.0.8',
  filters: { crime: ['robbery'], from: '2018-01-01', near: 0.1, all: false, to: null },
  rows: 12,
  ...more,
});

const folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-audit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function keyIn(dataDir: string, more: string[] = []): AuditKey {
  const read = readAuditKey({ dataDir, auditKeyFile: null }, more);
  if (!read.ok) throw new Error(read.reason);
  return read.key;
}

const reasons = ({ problems }: AuditVerdict) =>
  problems.map(({ reason, fromSeq, toSeq }) => `${reason} ${fromSeq}-${toSeq}`);

describe('the key of the audit', () => {
  it('is made once, for its owner alone, and read again', () => {
    const first = keyIn(folder);
    expect(keyIn(folder).keyId).toBe(first.keyId);
    expect(statSync(path.join(folder, 'audit-key.pem')).mode & 0o777).toBe(0o600);
    expect(first.publicKeyPem).toContain('BEGIN PUBLIC KEY');
    expect(first.checkSignature(first.keyId, 'text', first.sign('text'))).toBe('good');
    expect(first.checkSignature(first.keyId, 'other', first.sign('text'))).toBe('bad');
    expect(first.checkSignature('0123456789abcdef', 'text', first.sign('text'))).toBe('unknown-key');
  });

  it('is never made in place of one that the configuration names', () => {
    const file = path.join(folder, 'none.pem');
    expect(readAuditKey({ dataDir: folder, auditKeyFile: file })).toEqual({
      ok: false,
      reason: 'key-missing',
      file,
    });
    writeFileSync(file, 'no key');
    expect(readAuditKey({ dataDir: folder, auditKeyFile: file })).toMatchObject({ reason: 'key-wrong' });
  });

  it('trusts the public keys that stand beside it', () => {
    const other = keyIn(path.join(folder, 'other'));
    const own = path.join(folder, 'own');
    expect(keyIn(own).checkSignature(other.keyId, 'x', other.sign('x'))).toBe('unknown-key');
    writeFileSync(path.join(own, 'audit-trusted-keys.pem'), other.publicKeyPem);
    expect(keyIn(own).checkSignature(other.keyId, 'x', other.sign('x'))).toBe('good');
  });
});

describeOnBothDatabases('the audit', (db) => {
  const key = keyIn(folder);
  let kept: Checkpoint;

  beforeAll(async () => {
    for (let i = 0; i < 10; i++) await appendAudit(db.database.pool, entry({ rows: i }), later(i));
    const signed = await signCheckpoint(db.database.pool, key, later(10));
    if (!signed) throw new Error('nothing to sign');
    kept = signed;
    for (let i = 0; i < 4; i++) {
      const about = entry({
        action: 'report-opened',
        reason: 'caso 12/2026',
        subject: { kind: 'report', id: 'a' },
      });
      await appendAudit(db.database.pool, about, later(11 + i));
    }
  });

  class Undo extends Error {}
  /** What verification says after SQL that an intruder with all rights of the database might run; undone again. */
  async function tampered(work: (client: Queryable) => Promise<unknown>, heads: Checkpoint[] = []) {
    let verdict: AuditVerdict | undefined;
    await db.database
      .transaction(async (client) => {
        await client.query('alter table audit_entry disable trigger all');
        await client.query('alter table audit_checkpoint disable trigger all');
        await work(client);
        verdict = await verifyAudit(client, key, heads);
        throw new Undo();
      })
      .catch((error: unknown) => {
        if (!(error instanceof Undo)) throw error;
      });
    if (!verdict) throw new Error('not verified');
    expect(verdict.ok).toBe(verdict.problems.length === 0);
    return reasons(verdict);
  }

  it('verifies as it was written, and says what is signed', async () => {
    const verdict = await verifyAudit(db.database.pool, key, [kept]);
    expect(verdict).toMatchObject({ ok: true, problems: [] });
    expect(verdict.chains).toMatchObject([{ entries: 14, erased: 0, signedThroughSeq: 10, isCurrent: true }]);
    expect(await readHead(db.database.pool)).toEqual({ chainId: kept.chainId, ...verdict.chains[0].head });
  });

  const changes: [column: string, value: string][] = [
    ['actor_name', `'Nobody'`],
    ['actor_id', `'8'`],
    ['address', `'10.0.0.9'`],
    ['reason', `'otra'`],
    ['filters', `'{}'`],
    ['row_count', '13'],
    ['row_count', 'null'],
    ['details', `'{"a": 1}'`],
    ['at', `at + interval '1 millisecond'`],
    ['action', `'sign-in'`],
    ['content_hash', `repeat('0', 64)`],
  ];
  it.each(changes)('shows a changed entry: %s becomes %s', async (column, value) => {
    const sql = `update audit_entry set ${column} = ${value} where seq = 12`;
    expect(await tampered((client) => client.query(sql))).toEqual(['changed 12-12']);
  });

  it('shows a changed entry whose own hashes were computed anew', async () => {
    const found = await tampered((client) =>
      client.query(
        `update audit_entry set address = '10.0.0.9', content_hash = repeat('a', 64), hash = encode(sha256(convert_to(
           concat_ws(E'\\n', 'vigia-audit-entry 1', chain_id, seq, to_char(at at time zone 'UTC',
             'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), action, repeat('a', 64), previous_hash), 'UTF8')), 'hex')
         where seq = 12`,
      ),
    );
    expect(found).toEqual(['changed 12-12', 'not-linked 13-13']);
  });

  it('shows a removed entry, and several', async () => {
    expect(await tampered((client) => client.query('delete from audit_entry where seq = 5'))).toEqual([
      'missing 5-5',
    ]);
    const first = await tampered((client) => client.query('delete from audit_entry where seq <= 3'));
    expect(first).toEqual(['missing 1-3']);
  });

  it('shows entries that changed places', async () => {
    const found = await tampered(async (client) => {
      await client.query('update audit_entry set seq = 100 where seq = 3');
      await client.query('update audit_entry set seq = 3 where seq = 4');
      await client.query('update audit_entry set seq = 4 where seq = 100');
    });
    expect(found).toEqual(['reordered 3-3', 'reordered 4-4', 'not-linked 5-5']);
  });

  it('shows an entry pushed in between', async () => {
    const found = await tampered(async (client) => {
      await client.query('update audit_entry set seq = seq + 100 where seq >= 6');
      await client.query('update audit_entry set seq = seq - 99 where seq >= 106');
      await client.query(
        `insert into audit_entry select (e).* from (
           select jsonb_populate_record(a, '{"seq": 6}') as e from audit_entry a where seq = 5) x`,
      );
    });
    expect(found.slice(0, 2)).toEqual(['reordered 6-6', 'reordered 7-7']);
    expect(found).toContain('rewritten 10-10');
  });

  it('shows a tail cut below a checkpoint', async () => {
    const sql = 'delete from audit_entry where seq >= 9';
    expect(await tampered((client) => client.query(sql))).toEqual(['cut 9-10']);
  });

  it('shows a tail cut together with its checkpoints only to a head that was kept outside', async () => {
    const cut = async (client: Queryable) => {
      await client.query('delete from audit_entry where seq >= 9');
      await client.query('delete from audit_checkpoint');
    };
    expect(await tampered(cut)).toEqual([]);
    expect(await tampered(cut, [kept])).toEqual(['cut 9-10']);
    let there = true;
    await tampered(async (client) => {
      await cut(client);
      there = await hasAuditHash(client, kept.hash);
    });
    expect(there).toBe(false);
    expect(await hasAuditHash(db.database.pool, kept.hash)).toBe(true);
  });

  it('shows a chain that was written anew after a cut', async () => {
    const found = await tampered(async (client) => {
      await client.query('delete from audit_entry where seq >= 9');
      for (let i = 0; i < 6; i++) await appendAudit(client, entry({ rows: 0 }), later(i));
    });
    expect(found).toEqual(['rewritten 10-10']);
  });

  it('shows a forged checkpoint, and one of an unknown key', async () => {
    const forged = await tampered((client) => client.query(`update audit_checkpoint set seq = 9`));
    expect(forged).toEqual(['checkpoint-forged 9-9']);
    const stranger = keyIn(path.join(folder, 'stranger'));
    const signed = await tampered(async (client) => {
      await client.query('delete from audit_checkpoint');
      await signCheckpoint(client, stranger, later(20));
    });
    expect(signed).toEqual(['key-unknown 14-14']);
  });

  it('shows a whole chain that is gone', async () => {
    const found = await tampered(
      async (client) => {
        await client.query('delete from audit_entry');
        await client.query('delete from audit_checkpoint');
        await client.query('delete from audit_chain');
      },
      [kept],
    );
    expect(found).toEqual(['chain-missing 1-10']);
  });

  it('is refused by the database to whoever updates, deletes or truncates', async () => {
    const attempts = [
      `update audit_entry set address = ''`,
      'delete from audit_entry',
      'truncate audit_entry',
      'delete from audit_checkpoint',
      `update audit_checkpoint set hash = ''`,
    ];
    for (const sql of attempts) {
      await expect(db.database.pool.query(sql)).rejects.toThrow('only ever appended');
    }
  });

  it('owned by another role, is written by the server and taken apart by nobody', async () => {
    const granted = async (sql: string) => {
      await db.database
        .transaction(async (client) => {
          await client.query('create role t_vigia; create role t_vigia_audit nologin');
          for (const table of ['audit_entry', 'audit_checkpoint', 'audit_chain']) {
            await client.query(`alter table ${table} owner to t_vigia_audit`);
            await client.query(`grant select on ${table} to t_vigia`);
          }
          await client.query('grant insert on audit_entry, audit_checkpoint to t_vigia');
          await client.query('set local role t_vigia');
          await appendAudit(client, entry(), later(29));
          await signCheckpoint(client, key, later(29));
          await client.query(sql);
          throw new Undo();
        })
        .catch((error: unknown) => {
          if (!(error instanceof Undo)) throw error;
        });
    };
    await granted('select');
    await expect(granted('alter table audit_entry disable trigger all')).rejects.toThrow('must be owner');
    await expect(granted('drop trigger audit_entry_kept on audit_entry')).rejects.toThrow('must be owner');
    await expect(granted('update audit_entry set seq = 0')).rejects.toThrow('permission denied');
  });

  it('keeps any text letter by letter, or verification would fail', async () => {
    const odd = { kind: 'token', id: '\0\uD800', name: 'línea\n"ñ" \u{1F6E4} \\ {a}' } as const;
    await appendAudit(
      db.database.pool,
      entry({ actor: odd, reason: 'x'.repeat(5000), details: { '\0': '\uDFFF', b: [''], a: 1e-7, z: 1e21 } }),
      later(30),
    );
    expect(await verifyAudit(db.database.pool, key)).toMatchObject({ ok: true });
  });

  it('goes with the transaction that changes something: undone with it', async () => {
    const before = await readHead(db.database.pool);
    await db.database
      .transaction(async (client) => {
        await appendAudit(client, entry(), later(31));
        throw new Undo();
      })
      .catch(() => {});
    expect(await readHead(db.database.pool)).toEqual(before);
  });

  it('keeps its order when many write at once, alone and in transactions', async () => {
    const before = (await readHead(db.database.pool))?.seq ?? 0;
    const write = async (k: number) => {
      for (let i = 0; i < 10; i++) {
        if (k % 2) await appendAudit(db.database.pool, entry({ rows: i }), later(40));
        else
          await db.database.transaction(async (client) => {
            await client.query('select count(*) from audit_entry');
            await appendAudit(client, entry({ rows: i }), later(40));
          });
      }
    };
    await Promise.all([1, 2, 3, 4, 5, 6].map(write));
    const verdict = await verifyAudit(db.database.pool, key);
    expect(verdict).toMatchObject({ ok: true });
    expect(verdict.chains[0].head.seq).toBe(before + 60);
  });

  it('loses contents for a stated reason, with a signed tombstone, and still verifies', async () => {
    const by = { actor: { kind: 'terminal', id: 'root', name: 'root' } as const, address: 'terminal' };
    const scope = { chainId: kept.chainId, fromSeq: 2, toSeq: 3 };
    const erased = await eraseAuditContent(
      db.database,
      scope,
      { ...by, reason: 'cancelación, LGPDPPSO art. 46' },
      key,
      later(50),
    );
    expect(erased).toBe(2);
    const { rows } = await db.database.pool.query(
      `select seq, action, salt, actor_name, reason, erased_reason from audit_entry where seq in (2, 3) order by seq`,
    );
    expect(rows[0]).toEqual({
      seq: 2,
      action: 'incidents-read',
      salt: null,
      actor_name: null,
      reason: null,
      erased_reason: 'cancelación, LGPDPPSO art. 46',
    });
    const verdict = await verifyAudit(db.database.pool, key, [kept]);
    expect(verdict).toMatchObject({ ok: true });
    expect(verdict.chains[0].erased).toBe(2);
    const last = await db.database.pool.query('select action from audit_entry order by seq desc limit 1');
    expect(last.rows).toEqual([{ action: 'audit-erased' }]);
    const again = { ...by, reason: 'retención' };
    expect(await eraseAuditContent(db.database, scope, again, key, later(51))).toBe(0);
    await eraseAuditContent(db.database, { before: later(12) }, again, key, later(52));
    expect(await verifyAudit(db.database.pool, key, [kept])).toMatchObject({ ok: true });
  });

  it('shows a content that was taken away without a signed tombstone', async () => {
    const found = await tampered((client) =>
      client.query(
        `update audit_entry set salt = null, actor_name = null, erased_at = now(), erased_by = 'x',
           erased_reason = 'y', erased_key_id = $1, erased_signature = $2 where seq = 14`,
        [key.keyId, key.sign('anything')],
      ),
    );
    expect(found).toEqual(['erased-unsigned 14-14']);
    const restated = await tampered((client) =>
      client.query(`update audit_entry set erased_reason = 'other' where seq = 2`),
    );
    expect(restated).toEqual(['erased-unsigned 2-2']);
  });

  it('holds no secret: the private key is nowhere in the database', async () => {
    const pem = readFileSync(path.join(folder, 'audit-key.pem'), 'utf8').split('\n')[1];
    const { rows } = await db.database.pool.query(
      `select audit_checkpoint::text as text from audit_checkpoint`,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ text }) => text.includes(pem))).toEqual([]);
  });
});
