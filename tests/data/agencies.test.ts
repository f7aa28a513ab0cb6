import { beforeAll, expect, it } from 'vitest';
import { giveSource, listAgencies, putAgency } from '../../data/agencies.ts';
import { endGrant, listGrants, makeGrant } from '../../data/agency-grants.ts';
import { answerRequest, EXTRACT_K, listRequests, makeRequest } from '../../data/agency-requests.ts';
import { listIncidents } from '../../data/incidents.ts';
import { openReports, readAccess, readReports } from '../../data/open-reports.ts';
import { FULL_DISCLOSURE } from '../../domain/access/disclosure.ts';
import {
  bitMask,
  CRIMES,
  HIGH_IMPACT_CRIMES,
  PERPETRATORS,
  PREDATORY_CRIMES,
} from '../../domain/taxonomy.ts';
import { loadSampleOnce } from '../../etl/sample.ts';
import { describeOnBothDatabases } from '../databases.ts';

const NOW = new Date('2026-11-23T12:00:00Z');
const LATER = new Date('2026-11-24T12:00:00Z');

describeOnBothDatabases('agencies', (db) => {
  let sourceId = '';
  let incidentId = 0;
  let accusing = 0;

  const reports = (agencyId: string | null, now = NOW, officials = true, id = incidentId) =>
    readReports(db.database.pool, { disclosure: { ...FULL_DISCLOSURE, officials }, agencyId }, id, now);

  beforeAll(async () => {
    const { pool } = db.database;
    await loadSampleOnce(db.database, '2026-11-23', () => {});
    const sources = await pool.query<{ id: string }>('select source_id as id from source');
    sourceId = sources.rows[0]?.id as string;
    const filter = { asOf: '2026-01-01', disclosure: FULL_DISCLOSURE };
    const rows = await listIncidents(pool, filter, 5000);
    const official = bitMask(PERPETRATORS, ['official']);
    incidentId = rows.find((row) => (row[7] & official) === 0)?.[0] as number;
    accusing = rows.find((row) => row[7] === official)?.[0] as number;
    await putAgency(pool, 'casa-norte', 'Casa Norte', NOW);
    await putAgency(pool, 'unidad-sur', 'Unidad Sur', NOW);
  });

  it('what belongs to nobody in particular is read by all who may open reports', async () => {
    expect(await reports(null)).toMatchObject({ withheld: 0 });
  });

  it('who told it is not said to whoever may not know that, as a token without that permission', async () => {
    const disclosure = { ...FULL_DISCLOSURE, sources: false };
    const told = await readReports(db.database.pool, { disclosure, agencyId: null }, incidentId, NOW);
    expect(told.reports.length).toBeGreaterThan(0);
    for (const { sourceId, sourceName, publisher, url, file } of told.reports) {
      expect([sourceId, sourceName, publisher, url, file]).toEqual(['', '', null, null, '']);
    }
    expect((await reports(null)).reports[0]?.sourceId).toBe(sourceId);
  });

  it('what belongs to an agency is read by it alone; another is told only how much there is', async () => {
    const { pool } = db.database;
    expect(await giveSource(pool, sourceId, 'no-such')).toEqual({ ok: false, reason: 'no-such-agency' });
    expect(await giveSource(pool, 'no-such', 'casa-norte')).toEqual({ ok: false, reason: 'no-such-source' });
    expect(await giveSource(pool, sourceId, 'casa-norte')).toEqual({ ok: true, before: null });
    const own = await reports('casa-norte');
    expect(own.reports.length).toBeGreaterThan(0);
    for (const stranger of [null, 'unidad-sur']) {
      expect(await reports(stranger)).toEqual({ reports: [], withheld: own.reports.length });
    }
    expect(await listAgencies(pool)).toContainEqual({
      id: 'casa-norte',
      name: 'Casa Norte',
      sources: [sourceId],
    });
  });

  it('a grant opens them until its end, or until it is ended', async () => {
    const { pool } = db.database;
    const grant = {
      fromAgencyId: 'casa-norte',
      toAgencyId: 'unidad-sur',
      sourceId: null,
      purpose: 'operativo conjunto de protección',
      endsAt: LATER,
    };
    const bad = [
      [{ ...grant, endsAt: NOW }, 'not-later'],
      [{ ...grant, toAgencyId: 'casa-norte' }, 'same-agency'],
      [{ ...grant, toAgencyId: 'nobody' }, 'no-such-agency'],
      [{ ...grant, sourceId: 'other' }, 'no-such-source'],
    ] as const;
    for (const [one, reason] of bad) {
      expect(await makeGrant(pool, one, 'u1', NOW)).toEqual({ ok: false, reason });
    }
    const made = await makeGrant(pool, grant, 'u1', NOW);
    if (!made.ok) throw new Error(made.reason);
    expect((await reports('unidad-sur')).withheld).toBe(0);
    expect((await reports('unidad-sur', LATER)).reports).toEqual([]);
    expect((await reports(null)).reports).toEqual([]);

    const early = new Date('2026-11-23T13:00:00Z');
    expect(await endGrant(pool, made.id, 'unidad-sur', 'u2', early)).toEqual({
      ok: false,
      reason: 'no-such-grant',
    });
    expect(await endGrant(pool, made.id, 'casa-norte', 'u1', early)).toMatchObject({ ok: true });
    expect(await endGrant(pool, made.id, null, 'u1', early)).toEqual({ ok: false, reason: 'ended' });
    expect((await reports('unidad-sur', early)).reports).toEqual([]);
    expect(await listGrants(pool, 'unidad-sur')).toMatchObject([{ endedBy: 'u1', endsAt: early }]);
    expect(await listGrants(pool, 'third')).toEqual([]);
  });

  it('reports that accuse public servants need oversight, also within the agency', async () => {
    expect((await reports('casa-norte', NOW, true, accusing)).reports.length).toBeGreaterThan(0);
    const without = await reports('casa-norte', NOW, false, accusing);
    expect(without.reports).toEqual([]);
    expect(without.withheld).toBeGreaterThan(0);
  });

  it('a reason opens an incident for an hour, to whoever gave it', async () => {
    const { pool } = db.database;
    expect(await readAccess(pool, { userId: 'u1' }, incidentId, NOW)).toBeNull();
    const { until } = await openReports(pool, { userId: 'u1' }, incidentId, 'cotejo de dos notas', NOW);
    expect(until.getTime() - NOW.getTime()).toBe(3_600_000);
    expect(await readAccess(pool, { userId: 'u1' }, incidentId, NOW)).toEqual(until);
    expect(await readAccess(pool, { userId: 'u1' }, incidentId, until)).toBeNull();
    expect(await readAccess(pool, { userId: 'u1' }, accusing, NOW)).toBeNull();
    expect(await readAccess(pool, { userId: 'u2' }, incidentId, NOW)).toBeNull();
  });

  it('a request is answered once, with whole cells of one lattice and none under k', async () => {
    const { pool } = db.database;
    const ask = {
      fromAgencyId: 'unidad-sur',
      toAgencyId: 'casa-norte',
      what: { states: ['07', '20', '27', '28', '30'], from: '2015-01-01', to: '2018-04-15' },
      why: 'planear patrullas de protección',
      until: LATER,
    };
    const made = await makeRequest(pool, ask, 'u2', NOW);
    if (!made.ok) throw new Error(made.reason);
    const answer = { requestId: made.id, decision: 'answer', note: '' } as const;
    const stranger = await answerRequest(pool, { ...answer, agencyId: 'unidad-sur' }, 'u2', NOW);
    expect(stranger).toEqual({ ok: false, reason: 'no-such-request' });
    const given = await answerRequest(pool, { ...answer, agencyId: 'casa-norte' }, 'u1', NOW);
    if (!given.ok || !given.extract) throw new Error('no extract');
    const again = await answerRequest(pool, { ...answer, agencyId: 'casa-norte' }, 'u1', NOW);
    expect(again).toEqual({ ok: false, reason: 'already-answered' });

    // The same counted from the rows, outside SQL.
    const rows = await listIncidents(pool, { asOf: '2026-01-01', disclosure: FULL_DISCLOSURE }, 5000);
    const high = bitMask(CRIMES, [...HIGH_IMPACT_CRIMES]);
    const predatory = bitMask(CRIMES, [...PREDATORY_CRIMES]);
    const cells = new Map<string, number>();
    for (const [, , , day, kind, , crimes, , , , , state] of rows) {
      const month = new Date(day * 86_400_000).toISOString().slice(0, 7);
      const isAsked = month >= '2015-01' && month <= '2018-03' && ask.what.states.includes(state);
      if (kind !== 'crime' || (crimes & predatory) === 0 || !isAsked) continue;
      const key = `${month}/${state}/${crimes & high ? 'high_impact' : 'other'}`;
      cells.set(key, (cells.get(key) ?? 0) + 1);
    }
    const expected = new Map([...cells].filter(([, n]) => n >= EXTRACT_K));
    const found = new Map(
      given.extract.cells.map(({ month, stateCode, group, incidents }) => [
        `${month}/${stateCode}/${group}`,
        incidents,
      ]),
    );
    // Those without a point and those known only to their year are not among the rows of this count.
    for (const [key, n] of found) expect(n, key).toBeGreaterThanOrEqual(EXTRACT_K);
    expect([...expected.keys()].filter((key) => !found.has(key)).length).toBeLessThanOrEqual(2);
    expect(found.size).toBeGreaterThan(3);
    expect(given.extract.withheld).toBeGreaterThan(0);

    expect(await listRequests(pool, 'unidad-sur', NOW)).toMatchObject([
      { status: 'answered', answeredBy: 'u1' },
    ]);
    expect(await listRequests(pool, 'unidad-sur', LATER)).toMatchObject([
      { status: 'answered', answer: null },
    ]);
    expect(await listRequests(pool, 'third', NOW)).toEqual([]);
  });
});
