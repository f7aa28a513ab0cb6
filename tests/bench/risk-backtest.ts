import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readNetwork } from '../../data/corridors.ts';
import { type Database, openDatabase } from '../../data/database.ts';
import type { IncidentFilter } from '../../data/incident-filter.ts';
import { migrate } from '../../data/migrate.ts';
import { loadReference } from '../../data/reference-load.ts';
import { readLixelStates, readRiskInput } from '../../data/risk.ts';
import { FULL_DISCLOSURE } from '../../domain/access/disclosure.ts';
import { dayNumber, isoDayOf } from '../../domain/days.ts';
import { buildNetworkGraph, type NetworkGraph } from '../../domain/network/graph.ts';
import type { NetworkRisk } from '../../domain/risk/network-risk.ts';
import { answerRisk, createRiskModel, type RiskModel } from '../../domain/risk/risk-model.ts';
import type { Estimate } from '../../domain/risk/score.ts';
import { type ForecastWindow, rollingOrigin } from '../../domain/statistics/rolling-origin.ts';
import { loadSampleOnce } from '../../etl/sample.ts';
import { startServer, type TestServer } from '../server.ts';

const AS_OF = '2018-04-30';
const COVERAGES = [0.01, 0.02, 0.05, 0.1, 0.2];
const WINDOW_DAYS = 60;

/** On a fresh embedded database: times, the most dangerous stretches of the sample, and how well last months foretold. */
export async function benchRiskBacktest(print: (line: string) => void): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'vigia-bench-risk-'));
  const opened = await openDatabase({ databaseUrl: null, dataDir }, { join: false });
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  const { database } = opened;
  try {
    await migrate(database);
    await loadReference(database);
    await loadSampleOnce(database, '2026-11-24', () => {});
    const { network } = await readNetwork(database.pool);
    const graph = buildNetworkGraph(network);
    const model = createRiskModel(graph, await readLixelStates(database.pool, graph));
    await time(print, database, model);
    await printMostDangerous(print, database, model, graph);
    await backtest(print, database, model);
    await multiply(database, 67);
    await time(print, database, model);
    await timeOthers(print, database);
  } finally {
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const question = { asOf: AS_OF, disclosure: FULL_DISCLOSURE };

async function readRisk(database: Database, model: RiskModel, filter: IncidentFilter): Promise<NetworkRisk> {
  return answerRisk(model, await readRiskInput(database.pool, filter))!;
}

async function time(print: (line: string) => void, database: Database, model: RiskModel): Promise<void> {
  const { rows } = await database.pool.query<{ n: number }>('select count(*)::int as n from incident');
  const seconds: number[] = [];
  for (let round = 0; round < 4; round++) {
    const start = performance.now();
    await readRisk(database, model, question);
    seconds.push(performance.now() - start);
  }
  const [first, ...later] = seconds;
  later.sort((a, b) => a - b);
  print(
    `\n${rows[0]!.n.toLocaleString('en')} incidents: the whole network's risk in ${later[1]!.toFixed(0)} ms ` +
      `(first time ${first!.toFixed(0)} ms)`,
  );
}

/** How long another request waits at a real server while the risk of the whole network is computed for the first time. */
async function timeOthers(print: (line: string) => void, database: Database): Promise<void> {
  const server = await startServer(database);
  const healthMs = async () => {
    const start = performance.now();
    await (await server.fetchAs('planner', '/api/health')).json();
    return performance.now() - start;
  };
  const waits: Record<'idle' | 'busy', number[]> = { idle: [], busy: [] };
  await healthMs();
  for (let i = 0; i < 50; i++) waits.idle.push(await healthMs());
  let isDone = false;
  const start = performance.now();
  const computed = followed(server, '/api/segments/risk').then(() => {
    isDone = true;
  });
  while (!isDone) {
    waits.busy.push(await healthMs());
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await computed;
  const tookMs = performance.now() - start;
  await server.stop();
  const told = (values: number[]) => {
    const sorted = values.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!.toFixed(0);
    return `median ${at(0.5)}, 95 % ${at(0.95)}, most ${at(1)} ms`;
  };
  print(`\n/api/health at rest: ${told(waits.idle)}`);
  print(
    `  while the risk is computed (${tookMs.toFixed(0)} ms): ${told(waits.busy)}, n = ${waits.busy.length}`,
  );
}

/** Asks until the answer is there, following the job between. */
async function followed(server: TestServer, path: string): Promise<void> {
  for (;;) {
    const response = await server.fetchAs('planner', path);
    const body = await response.json();
    if (response.status !== 202) return;
    for (let { job } = body; job.status === 'running'; ) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      job = await (await server.fetchAs('planner', `/api/jobs/${job.id}`)).json();
    }
  }
}

async function printMostDangerous(
  print: (line: string) => void,
  database: Database,
  model: RiskModel,
  graph: NetworkGraph,
): Promise<void> {
  const { stretches, counted } = await readRisk(database, model, question);
  print(`\nsample as of ${AS_OF}: ${JSON.stringify(counted)}`);
  const text = (estimate: Estimate | null) =>
    estimate
      ? `${estimate.value.toFixed(1)} (${estimate.low.toFixed(1)} to ${estimate.high.toFixed(1)})`
      : 'none';
  const ranked = stretches
    .map((risk, s) => ({ risk, stretch: graph.stretches[s]! }))
    .sort((a, b) => (b.risk.score?.value ?? -1) - (a.risk.score?.value ?? -1));
  for (const { risk, stretch } of ranked.slice(0, 3)) {
    print(
      `  ${stretch.fromStation} - ${stretch.toStation}, ${stretch.id}: score ${text(risk.score)}, ` +
        `${text(risk.rate)} per 100 km and year, counted ${risk.count.toFixed(1)} of ${risk.evidence.incidents} incidents, ` +
        `${(100 * risk.evidence.spread).toFixed(0)} % spread`,
    );
  }
  const silent = stretches.filter(({ status }) => status === 'no-data').length;
  print(`  ${silent} of ${stretches.length} stretches have no data`);
}

/** Windows of 60 days after a year at least, each foretold from what was told to have happened before it. */
async function backtest(print: (line: string) => void, database: Database, model: RiskModel): Promise<void> {
  const windows: ForecastWindow[] = [];
  const { lengthKm, stretch } = model.network.lixels;
  const between = (from: number | undefined, to: number) =>
    readRisk(database, model, {
      ...question,
      from: from === undefined ? undefined : isoDayOf(from),
      to: isoDayOf(to),
    });
  for (
    let origin = dayNumber('2017-01-01');
    origin + WINDOW_DAYS <= dayNumber(AS_OF);
    origin += WINDOW_DAYS
  ) {
    const before = await between(undefined, origin - 1);
    const lastYear = await between(origin - 365, origin - 1);
    const after = await between(origin, origin + WINDOW_DAYS - 1);
    const km = new Float64Array(model.network.stretchCount);
    stretch.forEach((s, lixel) => {
      km[s]! += lengthKm[lixel]!;
    });
    windows.push({
      name: isoDayOf(origin),
      forecast: before.lixels.density.map((density) => (Number.isNaN(density) ? 0 : density)),
      naive: Float64Array.from(stretch, (s) => lastYear.stretches[s]!.count / km[s]!),
      happened: after.lixels.mass,
    });
  }
  print(`\nbacktest on the sample: length-PAI of the density against last year's counts by stretch`);
  print(
    '  (the test windows carry the same reporting bias and the same vague places as what they are foretold from)',
  );
  const found = rollingOrigin(windows, lengthKm, COVERAGES);
  for (const coverage of COVERAGES) {
    const at = found.filter((window) => window.coverage === coverage);
    const mean = (of: (window: (typeof at)[number]) => number) =>
      at.reduce((sum, window) => sum + of(window), 0) / at.length;
    const lost = at.filter(({ pai, naivePai }) => pai < naivePai).map(({ name }) => name);
    print(
      `  ${(100 * coverage).toFixed(0).padStart(2)} %: PAI ${mean(({ pai }) => pai).toFixed(2)} against ` +
        `${mean(({ naivePai }) => naivePai).toFixed(2)}, hits ${(100 * mean(({ hitRate }) => hitRate)).toFixed(1)} % against ` +
        `${(100 * mean(({ naiveHitRate }) => naiveHitRate)).toFixed(1)} %; lost ${lost.length} of ${at.length} windows` +
        `${lost.length > 0 ? `: ${lost.join(', ')}` : ''}`,
    );
  }
}

/** So many times the incidents, each copy moved by up to a kilometre and some days: no two at one place. */
async function multiply(database: Database, times: number): Promise<void> {
  await database.pool.query(
    `insert into incident
     select (jsonb_populate_record(i, jsonb_build_object('incident_id', i.incident_id + n * 1000000))).* from incident i,
       generate_series(1, $1::int - 1) n`,
    [times],
  );
  await database.pool.query(
    `update incident set geom = ST_Translate(geom, mod(mod(incident_id, 1000000) + incident_id / 1000000 * 31, 200) / 1e4 - 0.01,
       mod(mod(incident_id, 1000000) + incident_id / 1000000 * 57, 200) / 1e4 - 0.01),
       first_day = first_day - mod(incident_id, 29)::int, last_day = last_day - mod(incident_id, 29)::int
     where incident_id >= 1000000`,
  );
}
