import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ReleaseAnswer } from '../../api/contract-release.ts';
import { releaseClosed } from '../../api/releasing.ts';
import { bumpDataVersion } from '../../data/versions.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { plantIncidents } from '../plant-incidents.ts';
import { startServer, type TestServer } from '../server.ts';

const NOW = new Date('2026-11-23T12:00:00Z');

describeOnBothDatabases('the release', (db) => {
  let server: TestServer;
  beforeAll(async () => {
    // Chiapas enough in both years, Oaxaca and Tlaxcala one lonely incident each.
    await plantIncidents(db.database.pool, 12, { day: '2025-05-03', state: '07', crime: 'robbery' });
    await plantIncidents(db.database.pool, 9, { day: '2026-08-10', state: '07', crime: 'robbery' });
    await plantIncidents(db.database.pool, 8, { day: '2026-08-11', state: '07', crime: 'kidnapping' });
    await plantIncidents(db.database.pool, 1, { day: '2026-08-12', state: '20', crime: 'kidnapping' });
    await plantIncidents(db.database.pool, 1, { day: '2024-02-12', state: '29', crime: 'homicide' });
    await plantIncidents(db.database.pool, 7, { day: '2026-10-30', state: '07', crime: 'robbery' });
    server = await startServer(db.database, () => NOW);
  });
  afterAll(() => server?.stop());

  const ask = async (query: string): Promise<ReleaseAnswer> =>
    (await server.fetchAs('recipient', `/api/release${query}`)).json();

  it('real data settle for a week after the first load, then a decade of closed months is released once', async () => {
    await db.database.pool.query(
      `insert into report (source_id, report_id, version, is_current, content_sha256, file_sha256, row_number,
         original, synthetic, kind, crimes, perpetrators, first_day, last_day, date_precision, place_type, how_known,
         place_text, place_status, place_reason, place_rule, place_matches, place_candidates, state_code, cells, loaded_at)
       values ('s', 'r', 1, true, '', '', 1, '{}', false, 'crime', '{robbery}', '{}', '2026-08-10', '2026-08-10', 'day',
         'unknown', 'unknown', '', 'unmatched', '', '', '[]', '[]', '07', '{}', $1)`,
      [new Date('2026-11-20T00:00:00Z')],
    );
    expect(await releaseClosed(server.context)).toEqual([]);
    expect((await ask('')).months).toEqual([]);
    await db.database.pool.query(`update report set loaded_at = '2026-11-01'`);
    const released = await releaseClosed(server.context);
    expect(released).toHaveLength(120);
    // October closes on 28 November.
    expect(released.at(-1)).toBe('2026-09-01');
    expect(await releaseClosed(server.context)).toEqual([]);
  });

  it('tells what is large, withholds what is small, and says where too little is known', async () => {
    const { cells, k, lastMonth } = await ask('?from=2026-08&to=2026-08');
    expect([k, lastMonth]).toEqual([5, '2026-09']);
    const of = (kind: string, place: string, group: string) =>
      cells.find((cell) => cell.kind === kind && cell.place === place && cell.group === group);
    expect(of('state', '07', 'all')).toMatchObject({ status: 'published', count: 17 });
    // 18 in the country would leave one for the rest.
    expect(of('nation', '', 'all')).toMatchObject({ status: 'withheld', count: null });
    expect(of('state', '20', 'captivity')).toMatchObject({ status: 'no-data', count: null });
    expect(cells.every(({ count }) => count === null || count >= k)).toBe(true);
  });

  it('a lonely incident in a state and year without any other can’t be told from none', async () => {
    const of = async (state: string) =>
      (await ask(`?from=2023-01&to=2026-09&state=${state}`)).cells.map(({ status, count }) => [
        status,
        count,
      ]);
    expect(await of('29')).toEqual(await of('32'));
  });

  it('what comes later changes nothing that was released', async () => {
    const before = await ask('?from=2026-08&to=2026-08');
    await plantIncidents(db.database.pool, 40, { day: '2026-08-12', state: '20', crime: 'kidnapping' });
    await db.database.transaction((client) => bumpDataVersion(client));
    await releaseClosed(server.context);
    expect(await ask('?from=2026-08&to=2026-08')).toEqual(before);
  });

  it('filters only choose among what is released', async () => {
    const all = await ask('?from=2025-01&to=2026-09');
    const some = await ask('?from=2025-01&to=2026-09&state=07,20&group=taking,all');
    expect(some.cells).toEqual(
      all.cells.filter(
        ({ kind, place, group }) =>
          kind === 'state' && ['07', '20'].includes(place) && ['taking', 'all'].includes(group),
      ),
    );
    const wrong = await server.fetchAs('recipient', '/api/release?day=2026-08-12');
    expect(wrong.status).toBe(400);
  });

  it('exports the same, with words for what is withheld, and leaves a line in the audit', async () => {
    const csv = await (
      await server.fetchAs('recipient', '/api/release/export?from=2026-08&to=2026-08')
    ).text();
    expect(csv).toContain('2026-08,state,07,Chiapas,all,published,17,false,5');
    expect(csv).toContain('2026-08,state,32,Zacatecas,all,no-data,,false,5');
    const json = await server.fetchAs(
      'recipient',
      '/api/release/export?format=geojson&lang=en&from=2026-08&to=2026-08',
    );
    const { features, note } = await json.json();
    expect(note).toContain('No figure is under 5');
    expect(features[0].geometry).toBe(null);
    expect(features[6].geometry.type).toBe('Point');
    const { rows } = await db.database.pool.query(
      `select count(*) as n from audit_entry where action in ('release-made', 'exported')`,
    );
    expect(rows[0].n).toBe(3);
  });
});
