import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { endAbandonedRuns } from '../../data/abandoned-runs.ts';
import { type Database, openDatabase } from '../../data/database.ts';
import { ingestFile } from '../../etl/ingest.ts';
import { readIngestTools } from '../../etl/ingest-tools.ts';
import { vigia } from '../cli/process.ts';
import { copyEmbedded, copyServer, type DatabasePlace } from '../databases.ts';
import { startScript } from '../script.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-killed-'));
// One batch of 2,000 and a rest, so that it can die between them.
const ROWS = 2500;
const WRONG = 3;

function write(name: string, rows: string[]): string {
  const file = path.join(folder, name);
  writeFileSync(file, `folio,fecha_del_hecho,lugar,delitos\n${rows.join('\n')}\n`);
  return file;
}

const TOWNS = ['Celaya, Guanajuato', 'Chahuites, Oaxaca', 'Reynosa, Tamaulipas', 'Tapachula, Chiapas'];
const big = write(
  'big.csv',
  Array.from({ length: ROWS }, (_, i) => {
    const day = new Date(Date.UTC(2000, 0, 1 + i)).toISOString().slice(0, 10);
    return `K${i},${i % 1000 === 7 ? 'ayer' : day},"${TOWNS[i % 4]}",robo`;
  }),
);

/** Runs the ingest that kills itself; resolves with the signal it died of. */
function dyingIngest(place: DatabasePlace, when: string): Promise<NodeJS.Signals | null> {
  const child = startScript(
    new URL('./dying-ingest.ts', import.meta.url),
    [JSON.stringify(place), big, when],
    'ignore',
  );
  return new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
}

async function held({ pool }: Database): Promise<Record<string, number>> {
  const { rows } = await pool.query<Record<string, number>>(
    `select (select count(*) from report where source_id = 'killed') as reports,
       (select count(*) from incident_report where source_id = 'killed') as links,
       (select coalesce(sum(n_reports), 0) from incident where place_source_id = 'killed') as incidents,
       (select count(*) from quarantine where source_id = 'killed') as quarantined,
       (select count(*) from source_file where source_id = 'killed') as files,
       (select count(*) from staged_report) + (select count(*) from staged_quarantine) as staged,
       (select count(*) from ingest_run where status = 'running') as running`,
  );
  return rows[0]!;
}

const n = ROWS - WRONG;
const NOTHING = { reports: 0, links: 0, incidents: 0, quarantined: 0, files: 0, staged: 0, running: 0 };
const ALL = { reports: n, links: n, incidents: n, quarantined: WRONG, files: 1, staged: 0, running: 0 };

type Case = [what: string, when: string, left: 'all' | 'nothing' | 'either'];
const CASES: Record<'embedded' | 'server', Case[]> = {
  server: [
    ['while it stages', 'reading', 'nothing'],
    ['while it moves the stage', 'loading:0', 'nothing'],
    ['while it joins reports', 'loading:0.3', 'nothing'],
    // The commit may have been on its way.
    ['while it ends', 'loading:1', 'either'],
    ['once all is loaded, before it can say so', 'done', 'all'],
  ],
  embedded: [
    ['while it stages', 'reading', 'nothing'],
    ['while it joins reports', 'loading:0.3', 'nothing'],
    ['once all is loaded, before it can say so', 'done', 'all'],
  ],
};

describe.each(['embedded', 'server'] as const)('an ingest that is killed, on the %s database', (engine) => {
  for (const [what, when, left] of CASES[engine]) {
    it(`${what}: the next start has all of it or nothing, and says which`, { timeout: 300_000 }, async () => {
      const { place, remove } = engine === 'embedded' ? copyEmbedded() : await copyServer();
      expect(await dyingIngest(place, when)).toBe('SIGKILL');
      const opened = await openDatabase(place, { join: false });
      if (!opened.ok) throw new Error(JSON.stringify(opened));
      const { database } = opened;
      try {
        const told = await endAbandonedRuns(database.pool, os.hostname());
        const isAll = (await held(database)).reports! > 0;
        if (left !== 'either') expect(isAll).toBe(left === 'all');
        expect(told).toMatchObject([{ fileName: 'big.csv', loaded: isAll ? 'all' : 'nothing' }]);
        expect(await held(database)).toEqual(isAll ? ALL : NOTHING);
        expect(await endAbandonedRuns(database.pool, os.hostname())).toEqual([]);
        const again = await ingestFile(database, big, {
          sourceId: 'killed',
          today: '2026-11-23',
          ...(await readIngestTools(database.pool)),
        });
        const counts = isAll ? { loaded: 0, alreadyKnown: n } : { loaded: n, alreadyKnown: 0 };
        expect(again).toMatchObject({ ok: true, report: counts });
        expect(await held(database)).toEqual(ALL);
      } finally {
        await database.close();
        await remove();
      }
    });
  }
});

describe('vigia, at its next start', () => {
  it.each([
    ['reading', /big\.csv broke off before its end: nothing of that file was loaded/],
    ['done', /big\.csv broke off when it was already done: all of that file is loaded/],
  ] as const)('says what an ingest killed at %s has left', { timeout: 300_000 }, async (when, sentence) => {
    const { place, remove } = await copyServer();
    await dyingIngest(place, when);
    const small = write('small.csv', ['S1,2018-01-02,Celaya,robo']);
    const next = await vigia(['ingest', small, '--json'], {
      VIGIA_DATA_DIR: place.dataDir,
      VIGIA_DATABASE_URL: place.databaseUrl ?? '',
    });
    expect([next.code, JSON.parse(next.stdout).loaded]).toEqual([0, 1]);
    expect(next.stderr).toMatch(sentence);
    await remove();
  });
});
