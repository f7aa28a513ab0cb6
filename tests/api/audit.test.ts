import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AuditPage, AuditVerification } from '../../api/contract-audit.ts';
import { appendAudit } from '../../data/audit.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { startServer, type TestServer } from '../server.ts';

describeOnBothDatabases('the audit over HTTP', (db) => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer(db.database);
    const ana = { kind: 'user', id: '7', name: 'Ana Ríos' } as const;
    const nobody = { kind: 'nobody', id: '', name: '=HYPERLINK("http://x")' } as const;
    const at = (day: string) => new Date(`${day}T23:30:00Z`);
    const { pool } = db.database;
    await appendAudit(pool, { action: 'sign-in', actor: ana, address: '10.0.0.1' }, at('2026-11-01'));
    await appendAudit(
      pool,
      { action: 'sign-in-failed', actor: nobody, address: '10.0.0.2' },
      at('2026-11-02'),
    );
    const about = { subject: { kind: 'incident', id: '12' }, reason: '@caso "12",\nurgente', rows: 3 };
    await appendAudit(
      pool,
      { action: 'report-opened', actor: ana, address: '10.0.0.1', filters: { crime: ['robbery'] }, ...about },
      at('2026-11-03'),
    );
  });
  afterAll(() => server?.stop());

  const ask = async (query: string): Promise<AuditPage> =>
    (await server.fetchAs('administrator', `/api/audit${query}`)).json();
  const actions = async (query: string) => (await ask(query)).items.map(({ action }) => action);

  it('is filtered by day, area, action, actor and subject, newest first', async () => {
    expect(await actions('?to=2026-11-03')).toEqual(['report-opened', 'sign-in-failed', 'sign-in']);
    expect(await actions('?from=2026-11-02&to=2026-11-02')).toEqual(['sign-in-failed']);
    expect(await actions('?area=reading')).toEqual(['report-opened']);
    expect(await actions('?area=reading&action=sign-in')).toEqual([]);
    expect(await actions('?actor=ana%20r')).toEqual(['report-opened', 'sign-in']);
    expect(await actions('?actor=7&action=sign-in')).toEqual(['sign-in']);
    expect(await actions('?subject=12')).toEqual(['report-opened']);
    const page = await ask('?to=2026-11-03&limit=1&offset=1');
    expect([page.total, page.items[0]?.action]).toEqual([3, 'sign-in-failed']);
    const wrong = await server.fetchAs('administrator', '/api/audit?action=anything');
    expect(wrong.status).toBe(400);
  });

  it('tells all of an entry but the salt', async () => {
    const { items } = await ask('?subject=12');
    expect(items[0]).toMatchObject({
      at: '2026-11-03T23:30:00.000Z',
      actorKind: 'user',
      actorId: '7',
      actorName: 'Ana Ríos',
      address: '10.0.0.1',
      subjectKind: 'incident',
      reason: '@caso "12",\nurgente',
      filters: { crime: ['robbery'] },
      rows: 3,
      erased: null,
    });
    expect(JSON.stringify(items)).not.toContain('salt');
  });

  it('is itself audited: who read it, with which filters', async () => {
    await ask('?subject=12&from=2026-11-01');
    const { items } = await ask('?action=audit-read&limit=1');
    expect(items[0]).toMatchObject({ filters: { subject: '12', from: '2026-11-01' }, rows: 1 });
  });

  it('is exported for spreadsheets without a cell that runs, and for machines', async () => {
    const csv = await server.fetchAs('administrator', '/api/audit/export?to=2026-11-03');
    expect(csv.headers.get('content-disposition')).toContain('vigia-audit-2026-11-23.csv');
    const rows = parse(await csv.text(), { bom: true, columns: true }) as Record<string, string>[];
    expect(rows.map(({ actorName }) => actorName)).toEqual([
      'Ana Ríos',
      `'=HYPERLINK("http://x")`,
      'Ana Ríos',
    ]);
    expect(rows[0]).toMatchObject({
      reason: `'@caso "12",\nurgente`,
      filters: '{"crime":["robbery"]}',
      rows: '3',
    });
    const lines = await server.fetchAs('administrator', '/api/audit/export?format=jsonl&to=2026-11-03');
    const entries = (await lines.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(entries.map(({ action }) => action)).toEqual(['report-opened', 'sign-in-failed', 'sign-in']);
    const { items } = await ask('?action=audit-exported');
    expect(items.map(({ rows: n, details }) => [n, details])).toEqual([
      [3, { format: 'jsonl' }],
      [3, { format: 'csv' }],
    ]);
  });

  it('is verified on demand, and the head is signed; a broken chain is not vouched for', async () => {
    const verify = async (): Promise<AuditVerification> =>
      (await server.fetchAs('administrator', '/api/audit/verification')).json();
    const intact = await verify();
    expect(intact).toMatchObject({ ok: true, problems: [] });
    expect(intact.head?.seq).toBe((intact.chains[0]?.head.seq ?? 0) + 1);
    await db.database.transaction(async (client) => {
      await client.query('alter table audit_entry disable trigger all');
      await client.query(`update audit_entry set address = '' where seq = 2`);
      await client.query('alter table audit_entry enable trigger all');
    });
    const broken = await verify();
    expect(broken).toMatchObject({ ok: false, head: null, problems: [{ reason: 'changed', fromSeq: 2 }] });
  });
});
