import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { appendAudit } from '../../data/audit.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { vigia } from './process.ts';

vi.setConfig({ testTimeout: 240_000 });
const folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-audit-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeOnBothDatabases('vigia audit', (db) => {
  const env = (): Record<string, string> => ({
    VIGIA_DATA_DIR: db.place.databaseUrl === null ? db.place.dataDir : path.join(folder, db.engine),
    ...(db.place.databaseUrl === null ? {} : { VIGIA_DATABASE_URL: db.place.databaseUrl }),
  });
  const audit = (...args: string[]) => vigia(['audit', ...args], env());
  const append = (rows: number) =>
    appendAudit(
      db.database.pool,
      {
        action: 'incidents-read',
        actor: { kind: 'user', id: '1', name: 'Ana' },
        address: '127.0.0.1',
        rows,
      },
      new Date('2026-11-24T10:00:00Z'),
    );

  it('has no head to sign while it is empty, and says so', async () => {
    const { code, stdout, stderr } = await audit('head');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('empty');
  });

  it('signs a head to be kept outside, and finds it again later', async () => {
    for (let i = 0; i < 3; i++) await append(i);
    const head = await audit('head');
    expect(head.code).toBe(0);
    expect(JSON.parse(head.stdout)).toMatchObject({ seq: 3, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    writeFileSync(path.join(folder, `${db.engine}-head`), head.stdout);
    await append(3);
    const verified = await audit('verify', '--head', path.join(folder, `${db.engine}-head`));
    expect([verified.code, verified.stdout]).toEqual([0, expect.stringContaining('The audit is intact')]);
    expect(verified.stdout).toContain('4 entries');
  });

  it('erases a content for a stated reason only, and verifies on', async () => {
    const { chainId } = JSON.parse(readFileSync(path.join(folder, `${db.engine}-head`), 'utf8'));
    const range = ['--chain', chainId, '--from', '1', '--to', '1'];
    const erased = await audit('erase', ...range, '--reason', 'legal duty');
    expect([erased.code, erased.stdout]).toEqual([0, 'Erased the content of 1 entries.\n']);
    const { code, stdout } = await audit('verify', '--json');
    const verdict = JSON.parse(stdout);
    expect([code, verdict.ok, verdict.chains[0].erased]).toEqual([0, true, 1]);
    expect(verdict.chains[0].signedThroughSeq).toBe(verdict.chains[0].head.seq);
  });

  it('ends with 1 and names the cut when the tail is gone and only the kept head knows it', async () => {
    await db.database.transaction(async (client) => {
      await client.query('alter table audit_entry disable trigger all');
      await client.query('alter table audit_checkpoint disable trigger all');
      await client.query('delete from audit_entry where seq > 2');
      await client.query('delete from audit_checkpoint');
      await client.query('alter table audit_entry enable trigger all');
      await client.query('alter table audit_checkpoint enable trigger all');
    });
    const file = path.join(folder, `${db.engine}-head`);
    const cut = await audit('verify', '--head', file);
    expect([cut.code, cut.stdout]).toEqual([1, expect.stringContaining('the tail was cut: 3 to 3')]);
    const { hash } = JSON.parse(readFileSync(file, 'utf8'));
    if (db.engine === 'embedded') return;
    // Without a head nothing is missing; a bare hash is a head too.
    expect((await audit('verify')).code).toBe(0);
    expect((await audit('verify', '--head', hash)).code).toBe(1);
  });

  // The key is a file: no matter of engines, and each start of the embedded one costs seconds.
  if (db.engine === 'embedded') return;

  it('prints the public key, and names a key file that is not there', async () => {
    expect((await audit('key')).stdout).toContain('BEGIN PUBLIC KEY');
    const missing = path.join(folder, 'none.pem');
    const { code, stderr } = await vigia(['audit', 'key'], { ...env(), VIGIA_AUDIT_KEY_FILE: missing });
    expect([code, stderr]).toEqual([2, expect.stringContaining(missing)]);
  });
});

describe('what is wrong without any database', () => {
  it.each([
    ['erase', '--reason', 'x'],
    ['erase', '--before', '2026-02-30', '--reason', 'x'],
    ['erase', '--chain', 'x', '--from', '1', '--to', '1'],
    ['verify', '--head', path.join(folder, 'none')],
  ])('audit %s %s ends with 2 before one is made', async (...args) => {
    const dataDir = path.join(folder, 'nowhere');
    const { code, stdout } = await vigia(['audit', ...args], { VIGIA_DATA_DIR: dataDir });
    expect([code, stdout, existsSync(path.join(dataDir, 'postgres'))]).toEqual([2, '', false]);
  });

  it('so does a restore of a file that is not there', async () => {
    const dataDir = path.join(folder, 'nowhere');
    const missing = path.join(folder, 'none.backup');
    const { code, stderr } = await vigia(['restore', missing], { VIGIA_DATA_DIR: dataDir });
    expect([code, stderr, existsSync(path.join(dataDir, 'postgres'))]).toEqual([
      2,
      expect.stringContaining(missing),
      false,
    ]);
  });
});
