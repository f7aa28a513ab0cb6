import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { TFunction } from 'i18next';
import type { Config } from '../data/config.ts';
import { readNetwork } from '../data/corridors.ts';
import type { Database } from '../data/database.ts';
import { type ModeStatus, readModeStatus, resetMode } from '../data/network-load.ts';
import { buildNetworkGraph } from '../domain/network/graph.ts';
import { MODES, type Mode } from '../domain/network/modes.ts';
import { JOIN_M } from '../domain/network/noding/node-lines.ts';
import type { NetworkFileProblem } from '../etl/network-file.ts';
import { loadNetworkFile, type NetworkLoadReport } from '../etl/network-load.ts';
import { auditTerminal, withDatabase } from './audit/open.ts';
import { requireReadable } from './gazetteer-file.ts';
import { geocodingTexts } from './geocoding-texts.ts';
import { UsageError } from './usage-error.ts';

/** Problems of a file that are written out; the rest are counted. */
const SHOWN_PROBLEMS = 20;

/** `vigia network`: the lines that incidents are put on. */
export function networkCommand(config: Config, t: TFunction): Command {
  const network = new Command('network').description(t('network:cli.network'));
  const mode = () =>
    new Option('--mode <mode>', t('network:cli.mode')).choices([...MODES]).makeOptionMandatory();
  const json = () => new Option('--json', t('network:cli.json'));
  network
    .command('load')
    .description(t('network:cli.load'))
    .argument('<file>', t('network:cli.file'))
    .addOption(mode())
    .option('--replace', t('network:cli.replace'), false)
    .option('--join-m <metres>', t('network:cli.joinM', { metres: JOIN_M }), metres, JOIN_M)
    .addOption(json())
    .action((file: string, options: LoadFlags) =>
      run(config, t, (database) => load(database, file, options, config, t)),
    );
  network
    .command('status')
    .description(t('network:cli.status'))
    .addOption(json())
    .action((options: { json?: boolean }) => run(config, t, (database) => status(database, options, t)));
  network
    .command('reset')
    .description(t('network:cli.reset'))
    .addOption(mode())
    .action((options: { mode: Mode }) =>
      run(config, t, async (database) => {
        await auditTerminal(database.pool, { action: 'network-reset', details: { mode: options.mode } });
        const { removed, moved } = await resetMode(database, options.mode);
        return t('network:cli.resetDone', { mode: t(`network:mode.${options.mode}`), removed, moved });
      }),
    );
  return network;
}

interface LoadFlags {
  mode: Mode;
  replace: boolean;
  joinM: number;
  json?: boolean;
}

function metres(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0 || value > 20_000) {
    throw new InvalidArgumentError('0 - 20000');
  }
  return value;
}

async function run(
  config: Config,
  t: TFunction,
  work: (database: Database) => Promise<string>,
): Promise<void> {
  await withDatabase(config, t, async (database) => {
    process.stdout.write(`${await work(database)}\n`);
  });
}

async function load(
  database: Database,
  file: string,
  { mode, replace, joinM, json }: LoadFlags,
  config: Config,
  t: TFunction,
): Promise<string> {
  requireReadable(file, geocodingTexts(config.language));
  const text = readFileSync(file, 'utf8');
  await auditTerminal(database.pool, { action: 'network-loaded', details: { mode, replace } });
  const loaded = await loadNetworkFile(database, path.basename(file), text, { mode, replace, joinM });
  if (!loaded.ok) throw new UsageError(problemText(file, loaded.problems, t));
  if (json) return JSON.stringify({ ...loaded.report, ...(await modes(database)) });
  return [loadText(file, loaded.report, t), await modesText(database, t)].join('\n');
}

function problemText(file: string, problems: readonly NetworkFileProblem[], t: TFunction): string {
  const shown = problems.slice(0, SHOWN_PROBLEMS).map(({ feature, reason, value }) => {
    const said = t(`network:problem.${reason}`, { value });
    return feature === null ? `  ${said}` : `  ${t('network:cli.feature', { feature })} ${said}`;
  });
  const more = problems.length - shown.length;
  return [
    t('network:cli.refused', { file }),
    ...shown,
    ...(more > 0 ? [`  ${t('network:cli.more', { more })}`] : []),
  ].join('\n');
}

function loadText(file: string, report: NetworkLoadReport, t: TFunction): string {
  const km = (value: number) => Math.round(value);
  return [
    t('network:cli.loaded', {
      file,
      lines: report.lines,
      features: report.features,
      km: km(report.lengthKm),
    }),
    t('network:cli.joined', { joined: report.joinedEnds, metres: report.joinM, loose: report.looseEnds }),
    t('network:cli.cleaned', {
      duplicates: km(report.duplicateKm),
      crossings: report.crossings,
      self: report.selfCrossings,
    }),
    t('network:cli.components', {
      count: report.componentKm.length,
      km: report.componentKm.slice(0, 5).map(km).join(', '),
    }),
    t('network:cli.stations', { stations: report.stations }),
    t('network:cli.moved', { removed: report.removed, moved: report.moved }),
  ].join('\n');
}

async function modes(database: Database): Promise<{ known: ModeStatus[]; missing: Mode[] }> {
  const known = await readModeStatus(database.pool);
  return { known, missing: MODES.filter((mode) => !known.some((row) => row.mode === mode)) };
}

async function modesText(database: Database, t: TFunction): Promise<string> {
  const { known, missing } = await modes(database);
  const name = (mode: Mode) => t(`network:mode.${mode}`);
  return [
    ...known.map((row) =>
      t('network:cli.known', {
        mode: name(row.mode),
        corridors: row.corridors,
        km: Math.round(row.lengthKm),
        stations: row.stations,
        origins: row.origins.join(', '),
      }),
    ),
    missing.length > 0
      ? t('network:cli.missing', { modes: missing.map(name).join(', ') })
      : t('network:cli.complete'),
  ].join('\n');
}

async function status(database: Database, { json }: { json?: boolean }, t: TFunction): Promise<string> {
  const graph = buildNetworkGraph((await readNetwork(database.pool)).network);
  const counted = {
    trackKm: graph.lengthKm,
    stretches: graph.stretches.length,
    lixels: graph.lixels.count,
    junctions: graph.nodes.filter(({ kind }) => kind === 'junction').length,
    ends: graph.nodes.filter(({ kind }) => kind === 'end').length,
    componentKm: graph.componentKm,
  };
  if (json) return JSON.stringify({ ...(await modes(database)), ...counted });
  return [
    await modesText(database, t),
    t('network:cli.graph', { ...counted, km: Math.round(graph.lengthKm) }),
    t('network:cli.components', {
      count: graph.componentKm.length,
      km: graph.componentKm.slice(0, 5).map(Math.round).join(', '),
    }),
  ].join('\n');
}
