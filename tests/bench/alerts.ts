import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import type { AlertsAnswer, PreviewAnswer, RuleRow } from '../../api/contract-alerts.ts';
import { addShippedRules } from '../../data/alerts/shipped-rules.ts';
import { refreshCoverage } from '../../data/coverage.ts';
import { type Database, openDatabase } from '../../data/database.ts';
import { migrate } from '../../data/migrate.ts';
import { loadReference } from '../../data/reference-load.ts';
import { bumpDataVersion } from '../../data/versions.ts';
import { randomStream } from '../../domain/random.ts';
import { STATES } from '../../domain/states.ts';
import { PREDATORY_CRIMES } from '../../domain/taxonomy.ts';
import { ingestFile } from '../../etl/ingest.ts';
import { readIngestTools } from '../../etl/ingest-tools.ts';
import { loadSampleOnce } from '../../etl/sample.ts';
import { startServer, type TestServer } from '../server.ts';
import { writeIngestRows } from './ingest-rows.ts';

/** What the owner aims at. */
const AIM_LOOK_S = 2;
const AIM_PAGE_S = 5;
const RULES = 500;
const INCIDENTS = 100_000;
const ROUNDS = 5;
const NOW = () => new Date('2026-11-23T12:00:00Z');

/**
 * How long the rules take after an ingest of 100 reports, with 100,000 incidents and 500 rules of count, rate and
 * exceedance on the embedded database, and what the rules that ship give on the sample. `npm run bench -- alerts`.
 */
export async function run(): Promise<void> {
  print(`alerts, node ${process.version}, ${availableParallelism()} cores, embedded database`);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'vigia-alerts-bench-'));
  const opened = await openDatabase({ databaseUrl: null, dataDir }, { join: false });
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  const { database } = opened;
  await migrate(database);
  await loadReference(database);
  await loadSampleOnce(database, '2026-11-23', () => {});
  const server = await startServer(database, NOW);
  try {
    await shippedOnSample(database, server);
    await manyRules(database, server, dataDir);
  } finally {
    await server.stop();
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function shippedOnSample(database: Database, server: TestServer): Promise<void> {
  await addShippedRules(database.pool, NOW());
  await server.alerts.tick();
  const inbox = (await (await server.fetchAs('planner', '/api/alerts')).json()) as AlertsAnswer;
  print(`the rules that ship, on the sample (product date ${inbox.asOf}): ${inbox.firing} alerts fire`);
  const { rules } = (await (await server.fetchAs('planner', '/api/alert-rules')).json()) as {
    rules: RuleRow[];
  };
  for (const { shipped, definition } of rules) {
    const began = performance.now();
    const preview = await previewOf(server, definition);
    if (preview.status !== 'answered') throw new Error('no preview');
    const busiest = busiestMonths(preview.alerts.map(({ fired }) => fired.slice(0, 7)));
    print(
      `  ${shipped}: ${preview.total} in ${preview.from} to ${preview.to}, ${preview.perMonth.toFixed(2)} a month ` +
        `(${busiest || 'none'}); preview ${seconds(performance.now() - began)}`,
    );
  }
}

function busiestMonths(months: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const month of months) counts.set(month, (counts.get(month) ?? 0) + 1);
  const most = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).slice(0, 4);
  return most.map(([month, count]) => `${month}: ${count}`).join(', ');
}

async function previewOf(server: TestServer, definition: RuleRow['definition']): Promise<PreviewAnswer> {
  for (;;) {
    const response = await server.fetchAs('planner', '/api/alert-rules/preview', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(definition),
    });
    const answer = (await response.json()) as PreviewAnswer;
    if (response.status === 200) return answer;
    if (response.status !== 202) throw new Error(JSON.stringify(answer));
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function manyRules(database: Database, server: TestServer, dataDir: string): Promise<void> {
  await copyIncidents(database, INCIDENTS);
  await addRules(database);
  await server.alerts.tick();
  const { rows } = await database.pool.query<{ n: number }>('select count(*) as n from incident');
  print(
    `${rows[0].n} incidents over eight years, ${RULES} rules; an ingest of 100 reports, ${ROUNDS} times:`,
  );
  const tools = await readIngestTools(database.pool);
  const looks: number[] = [];
  const pages: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const file = path.join(dataDir, `round-${round}.csv`);
    await writeIngestRows(file, 100, 1000 + round);
    const loaded = await ingestFile(database, file, {
      sourceId: `round-${round}`,
      today: '2026-11-23',
      ...tools,
    });
    if (!loaded.ok) throw new Error(loaded.problem.reason);
    const began = performance.now();
    await server.alerts.tick();
    looks.push(performance.now() - began);
    await (await server.fetchAs('planner', '/api/alerts')).text();
    pages.push(performance.now() - began);
  }
  // The server asks every half second whether anything changed.
  const wait = 500;
  print(
    `  evaluation: median ${seconds(median(looks))}, worst ${seconds(Math.max(...looks))}; aim ${AIM_LOOK_S} s`,
  );
  print(
    `  end of the ingest to the inbox's answer, with the ${wait} ms between two looks: median ` +
      `${seconds(median(pages) + wait)}, worst ${seconds(Math.max(...pages) + wait)}; aim ${AIM_PAGE_S} s`,
  );
}

/** The sample's incidents again and again on other days, so that eight years hold 100,000. */
/** Copies the sample's incidents with their links over eight years until there are so many. */
export async function copyIncidents(database: Database, incidents: number): Promise<void> {
  const { rows } = await database.pool.query<{ n: number }>('select count(*) as n from incident');
  const copies = Math.ceil(incidents / rows[0].n) - 1;
  await database.transaction(async (db) => {
    const { rows: columns } = await db.query<{ name: string }>(
      `select column_name as name from information_schema.columns
       where table_name = 'incident' and column_name not in ('incident_id', 'first_day', 'last_day')
       order by ordinal_position`,
    );
    const others = columns.map(({ name }) => name).join(', ');
    await db.query(
      `create temporary table copied on commit drop as
       select nextval('incident_id_seq') as copy_id, c.n, i.* from incident i cross join generate_series(1, ${copies}) as c (n)`,
    );
    await db.query(
      `insert into incident (incident_id, first_day, last_day, ${others})
       select copy_id, first_day - (n * 36 % 2400), last_day - (n * 36 % 2400), ${others} from copied`,
    );
    await db.query(
      `insert into incident_report (incident_id, source_id, report_id)
       select c.copy_id, l.source_id, l.report_id from copied c join incident_report l on l.incident_id = c.incident_id`,
    );
    await refreshCoverage(db, ['sample'], '2026-11-23');
    await bumpDataVersion(db);
  });
  await database.pool.query('analyze');
}

/** Count, rate and exceedance in turn, over states, stretches, circles of land and the country. */
async function addRules(database: Database): Promise<void> {
  const stream = randomStream(8);
  const rules = Array.from({ length: RULES }, (_, i) => {
    const code = STATES[stream.below(STATES.length)].code;
    const [lon, lat] = [-100 + stream.uniform() * 8, 16 + stream.uniform() * 8];
    const places = [
      { place: { kind: 'state', code }, split: 'whole' },
      { place: { kind: 'country' }, split: 'stretch' },
      {
        place: {
          kind: 'polygon',
          ring: [
            [lon, lat],
            [lon + 1, lat],
            [lon + 1, lat + 1],
            [lon, lat + 1],
          ],
        },
        split: 'whole',
      },
      { place: { kind: 'country' }, split: 'state' },
    ];
    const conditions = [
      { kind: 'count', atLeast: 20 + stream.below(20), clearBelow: 10, windowDays: 7 + stream.below(24) },
      {
        kind: 'rate',
        above: 5 + stream.below(20),
        clearBelow: 4,
        atLeast: 5,
        windowDays: 7 + stream.below(24),
      },
      { kind: 'exceedance', maxP: 0.001, clearAboveP: 0.05, atLeast: 3, windowDays: 7 },
    ];
    const condition = conditions[i % 3];
    // A rate asks for track; the others take any place.
    const where = places[condition.kind === 'rate' ? 1 : i % 4];
    return {
      name: `bench ${i}`,
      ...where,
      crimes: i % 5 === 0 ? [PREDATORY_CRIMES[stream.below(PREDATORY_CRIMES.length)]] : [],
      perpetrators: [],
      condition,
      severity: 'serious',
      holdHours: 0,
      clearHours: 24,
      minimum: { sources: 1, radiusM: 25_000 },
      quietHours: null,
      escalateMinutes: null,
      expiresOn: null,
    };
  });
  await database.pool.query(
    `insert into alert_rule (definition, made_by, made_at, changed_at)
     select r, 'bench', $2, $2 from jsonb_array_elements($1::jsonb) r`,
    [JSON.stringify(rules), NOW()],
  );
  await database.pool.query(
    `insert into alert_rule_version (rule_id, version, definition, changed_by, changed_at)
     select rule_id, version, definition, made_by, made_at from alert_rule on conflict do nothing`,
  );
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
