import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import type { TFunction } from 'i18next';
import { backtestOfDatabase } from '../api/backtest.ts';
import { controlOf } from '../api/jobs/control.ts';
import { createWorkerPool } from '../api/jobs/pool.ts';
import type { Config } from '../data/config.ts';
import { readNetwork } from '../data/corridors.ts';
import { productDate, readStatus } from '../data/status.ts';
import { isoDayOf } from '../domain/days.ts';
import { buildNetworkGraph } from '../domain/network/graph.ts';
import { createRailNetwork, SNAP_M } from '../domain/network/rail.ts';
import { type BacktestQuestion, backtest } from '../domain/statistics/backtest/backtest.ts';
import { studyCells } from '../domain/statistics/backtest/study-cells.ts';
import { trackUnits } from '../domain/statistics/backtest/track-units.ts';
import { type CsvIncidents, ROW_PROBLEMS, readIncidentCsv } from './backtest/read-csv.ts';
import { backtestReport } from './backtest/report.ts';
import { embeddedReference } from './embedded-reference.ts';
import { openReady } from './open.ts';
import { faultText, textsOf } from './stats/text.ts';
import { USAGE_ERROR, UsageError } from './usage-error.ts';

interface Flags {
  csv?: string;
  date?: string;
  lon?: string;
  lat?: string;
  dateOrder?: string;
  resolution?: string;
  seed: string;
  json?: boolean;
  out?: string;
}

const RESOLUTIONS = /^([1-9]|10)$/;
/** With fewer incidents on the track a month holds none or one: there is nothing to compare. */
const LEAST_ON_TRACK = 60;

/** `vigia backtest`: does any of this predict? On the loaded data, or on any CSV with a day and a place. */
export function backtestCommand(config: Config, t: TFunction): Command {
  return new Command('backtest')
    .description(t('backtest:cli.description'))
    .option('--csv <file>', t('backtest:cli.csv'))
    .option('--date <column>', t('backtest:cli.date'))
    .option('--lon <column>', t('backtest:cli.lon'))
    .option('--lat <column>', t('backtest:cli.lat'))
    .option('--date-order <order>', t('backtest:cli.dateOrder'))
    .option('--resolution <n>', t('backtest:cli.resolution'))
    .option('--seed <n>', t('backtest:cli.seed'), '1')
    .option('--json', t('backtest:cli.json'))
    .option('--out <file>', t('backtest:cli.out'))
    .action(async (flags: Flags) => {
      try {
        await run(flags, config, t);
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        process.stderr.write(`vigia backtest: ${error.message}\n`);
        process.exitCode = USAGE_ERROR;
      }
    });
}

async function run(flags: Flags, config: Config, t: TFunction): Promise<void> {
  const seed = Number(flags.seed);
  if (!/^\d{1,9}$/.test(flags.seed)) throw new UsageError(t('backtest:cli.bad', { option: '--seed' }));
  if (flags.resolution !== undefined && !RESOLUTIONS.test(flags.resolution)) {
    throw new UsageError(t('backtest:cli.bad', { option: '--resolution' }));
  }
  if (flags.dateOrder !== undefined && flags.dateOrder !== 'dmy' && flags.dateOrder !== 'mdy') {
    throw new UsageError(t('backtest:cli.bad', { option: '--date-order' }));
  }
  const { question, notes } =
    flags.csv === undefined
      ? await fromDatabase(config, seed, t)
      : fromCsv(flags.csv, flags, seed, config, t);
  const found = backtest(question);
  if (found.status === 'refused') {
    const { status: _, ...refusal } = found;
    const file = flags.csv === undefined ? {} : { file: flags.csv };
    if (flags.json) process.stdout.write(`${JSON.stringify(found)}\n`);
    throw new UsageError([faultText({ ...refusal, ...file }, textsOf(config.language)), ...notes].join('\n'));
  }
  const period = { from: isoDayOf(question.firstDay), to: isoDayOf(question.lastDay) };
  const text = flags.json
    ? `${JSON.stringify({ status: 'answered', ...period, seed, notes, ...found.value }, null, 1)}\n`
    : `${[...notes, '', backtestReport(found.value, t)].join('\n')}`;
  if (flags.out === undefined) process.stdout.write(text);
  else writeFileSync(flags.out, text);
}

function fromCsv(file: string, flags: Flags, seed: number, config: Config, t: TFunction) {
  const read = readIncidentCsv(file, flags, new Date().toISOString().slice(0, 10));
  if (!read.ok) throw new UsageError(faultText(read.fault, textsOf(config.language)));
  const { day, lon, lat } = read.value;
  const question: BacktestQuestion = {
    day,
    lon,
    lat,
    firstDay: day.reduce((least, other) => Math.min(least, other), day[0] ?? 0),
    lastDay: day.reduce((most, other) => Math.max(most, other), day[0] ?? 0),
    cells: studyCells(lon, lat, flags.resolution === undefined ? undefined : Number(flags.resolution)),
    network: shippedTrack(lon, lat),
    seed,
  };
  return { question, notes: notesOf(read.value, t) };
}

function notesOf({ rows, day, left }: CsvIncidents, t: TFunction): string[] {
  const lines = [t('backtest:cli.read', { rows, kept: day.length })];
  for (const problem of ROW_PROBLEMS) {
    const found = left[problem];
    if (found) lines.push(t(`backtest:cli.left.${problem}`, { n: found.count, line: found.line }));
  }
  return lines;
}

/** The shipped freight network, for incidents that lie along it; null where few do, as in another country. */
function shippedTrack(lon: Float64Array, lat: Float64Array): BacktestQuestion['network'] {
  const network = createRailNetwork(embeddedReference().corridorPosts);
  const graph = buildNetworkGraph(network);
  const places = Array.from(lon, (east, i) => {
    const near = network.locate(east, lat[i]!, SNAP_M);
    return near && graph.placeOf(near.corridorId, near.km);
  });
  return places.filter((place) => place !== null).length < LEAST_ON_TRACK ? null : trackUnits(graph, places);
}

async function fromDatabase(config: Config, seed: number, t: TFunction) {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const opened = await openReady(config, t, { join: true, say });
  if (!opened.ok) throw new UsageError(opened.message);
  const { database } = opened;
  const pool = createWorkerPool(1);
  try {
    const { network } = await readNetwork(database.pool);
    const status = await readStatus(database.pool);
    const asOf = productDate(status, new Date().toISOString().slice(0, 10));
    const { question, ...left } = await backtestOfDatabase(
      { database, network, graph: buildNetworkGraph(network) },
      asOf,
      null,
      seed,
      controlOf(pool),
    );
    const { unplaced, tooVague, undated, synthetic } = left;
    const notes = [t('backtest:cli.loaded', { n: question.day.length, asOf, unplaced, tooVague, undated })];
    if (synthetic > 0) notes.unshift(t('backtest:cli.synthetic', { n: synthetic }));
    return { question, notes };
  } finally {
    await pool.close();
    await database.close();
  }
}
