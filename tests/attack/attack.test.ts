import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../data/database.ts';
import { copyEmbedded, copyServer } from '../databases.ts';
import { RIGHT_BODIES } from '../fuzz/right.ts';
import { attackAll } from './attack-all.ts';
import { openAttacked } from './world.ts';

const SEED = 20261123;
/** Whoever may not know is asked before the secrets are there and after. The embedded database does one thing at a time. */
const ENGINES = [
  { engine: 'server', each: 2000, heavy: 3, step: 1, least: 20_000 },
  { engine: 'embedded', each: 100, heavy: 1, step: 6, least: 1_500 },
] as const;

describe.each(ENGINES)(
  'whoever may not know of an incident, on the $engine database',
  ({ engine, least, ...amount }) => {
    const closing: (() => Promise<void>)[] = [];
    let database: Database;
    let world: Awaited<ReturnType<typeof openAttacked>>;
    let found: Awaited<ReturnType<typeof attackAll>>;

    const openWorld = async () => {
      const made = engine === 'server' ? await copyServer() : copyEmbedded();
      closing.push(made.remove);
      const opened = await openDatabase(made.place, { join: false });
      if (!opened.ok) throw new Error(JSON.stringify(opened));
      closing.push(() => opened.database.close());
      const attacked = await openAttacked(opened.database);
      closing.push(() => attacked.server.stop());
      return { database: opened.database, attacked };
    };

    beforeAll(async () => {
      const opened = await openWorld();
      ({ database } = opened);
      world = opened.attacked;
      found = await attackAll(world, { ...amount, seed: SEED });
    }, 900_000);
    afterAll(async () => {
      for (const close of closing.reverse()) await close();
    });

    it('is answered as if it were not there: no status, header, length or letter tells recipients', () => {
      expect(found.outside.differences.slice(0, 20)).toEqual([]);
    });

    it('nor planners, of what became known today', () => {
      expect(found.delayed.differences.slice(0, 20)).toEqual([]);
    });

    it('and so many questions were asked', () => {
      expect(found.outside.requests + found.delayed.requests).toBeGreaterThanOrEqual(least);
      expect(found.inside.requests).toBeGreaterThan(100);
    });

    it('no name, telephone number or shelter is in any answer to anybody, no point or source in answers to most', () => {
      const all = [found.inside, found.delayed, found.outside].flatMap(({ canaries }) => canaries);
      expect(all.slice(0, 20)).toEqual([]);
    });

    it('a report made up to match a secret does not say that it matched', async () => {
      const { server } = world;
      const sent = await server.fetchAs('recipient', '/api/reports', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(RIGHT_BODIES['POST /api/reports']?.[0]),
      });
      const { report } = await sent.json();
      expect(sent.status).toBe(200);
      const { rowCount } = await database.pool.query(
        `insert into incident_report (incident_id, source_id, report_id)
       select incident_id, 'canario', 'k1' from incident_report where report_id = $1`,
        [report.reportId],
      );
      expect(rowCount).toBe(1);
      const mine = await (await server.fetchAs('recipient', '/api/reports/mine')).json();
      expect(mine.reports[0]).toMatchObject({ reportId: report.reportId, joined: false, doubtful: false });
    });
  },
);
