import { Command } from 'commander';
import type { TFunction } from 'i18next';
import type { Config } from '../data/config.ts';
import { type IngestReport, type IngestResult, ingestFile } from '../etl/ingest.ts';
import { readIngestTools } from '../etl/ingest-tools.ts';
import { mappedSources } from '../etl/mapping/mapped-sources.ts';
import { readMapping } from '../etl/mapping/read-mapping.ts';
import type { IngestProgress } from '../etl/progress.ts';
import type { FileProblem } from '../etl/readers/reader.ts';
import { recognise } from '../etl/recognise.ts';
import { openReportFile } from '../etl/report-file.ts';
import { SOURCES } from '../etl/sources/registry.ts';
import type { Source } from '../etl/sources/source.ts';
import { auditTerminal } from './audit/open.ts';
import { openReady } from './open.ts';

/** `vigia ingest FILE`: loads a file of reports, also while the server runs. */
export function ingestCommand(config: Config, t: TFunction): Command {
  return new Command('ingest')
    .description(t('cli:ingest.description'))
    .argument('<file>', t('cli:ingest.file'))
    .option('--source <id>', t('cli:ingest.source'))
    .option('--mapping <file>', t('cli:ingest.mapping'))
    .option('--dry-run', t('cli:ingest.dryRun'))
    .option('--json', t('cli:ingest.json'))
    .action((file: string, options: IngestFlags) => ingest(config, t, file, options));
}

/** What a shell expects of a program that was interrupted. */
const CANCELLED = 130;

interface IngestFlags {
  source?: string;
  mapping?: string;
  dryRun?: boolean;
  json?: boolean;
}

async function ingest(config: Config, t: TFunction, file: string, flags: IngestFlags): Promise<void> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const result = await load(config, t, file, flags, say);
  if (process.stderr.isTTY) process.stderr.write('\n');
  if (result.ok) {
    process.stdout.write(flags.json ? `${JSON.stringify(result.report)}\n` : table(result.report, t));
    process.exit(0);
  }
  if (flags.json) process.stdout.write(`${JSON.stringify({ error: result.problem })}\n`);
  const { reason, ...details } = result.problem;
  say(`${t(`ingest:file.${reason}`, { detail: '', ...details })} ${t('ingest:nothingLoaded')}`);
  process.exit(reason === 'cancelled' ? CANCELLED : 2);
}

async function load(
  config: Config,
  t: TFunction,
  file: string,
  flags: IngestFlags,
  say: (line: string) => void,
): Promise<IngestResult> {
  const sources = await sourcesOf(flags);
  if ('reason' in sources) return { ok: false, problem: sources };
  // A file that can't be read at all is told before ten seconds are spent on a database.
  const opened = await openReportFile(file);
  if ('reason' in opened) return { ok: false, problem: opened };
  const recognised = recognise(opened, sources);
  if ('reason' in recognised) return { ok: false, problem: recognised };
  const ready = await openReady(config, t, { join: true, say });
  if (!ready.ok) {
    say(ready.message);
    process.exit(2);
  }
  const { database } = ready;
  const { sha256, bytes } = opened;
  if (!flags.dryRun) {
    // By its digest, not its name: people name files after people.
    const entry = {
      action: 'file-ingested',
      subject: { kind: 'file', id: sha256 },
      details: { bytes },
    } as const;
    await auditTerminal(database.pool, entry);
  }
  const called = new AbortController();
  process.once('SIGINT', () => called.abort());
  return ingestFile(database, file, {
    ...(flags.source === undefined ? {} : { sourceId: flags.source }),
    sources,
    today: new Date().toISOString().slice(0, 10),
    dryRun: flags.dryRun ?? false,
    signal: called.signal,
    ...(await readIngestTools(database.pool)),
    onProgress: (progress) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${progressLine(progress, t)}`);
    },
  }).finally(() => database.close());
}

/** All formats, or the one that a mapping makes. */
async function sourcesOf({ mapping }: IngestFlags): Promise<readonly Source[] | FileProblem> {
  return mapping === undefined ? SOURCES : mappedSources(await readMapping(mapping), mapping);
}

function progressLine({ rowsRead, rowsPerSecond, remainingS }: IngestProgress, t: TFunction): string {
  const remaining = remainingS === null ? t('cli:ingest.unknownTime') : `${Math.ceil(remainingS)} s`;
  return t('cli:ingest.progress', { rows: rowsRead, rate: Math.round(rowsPerSecond), remaining });
}

type Counted =
  | 'rowsRead'
  | 'loaded'
  | 'corrected'
  | 'alreadyKnown'
  | 'quarantined'
  | 'merged'
  | 'doubtful'
  | 'hazards';

function table(report: IngestReport, t: TFunction): string {
  const unplaced = Object.values(report.unplaced).reduce((sum, n) => sum + n, 0);
  const count = (key: Counted): [string, number] => [t(`ingest:result.${key}`), report[key]];
  const reasons = Object.entries(report.quarantinedBy)
    .sort(([, one], [, other]) => other - one)
    .map(([reason, n]): [string, number] => [`  ${t(`ingest:problem.${reason}`)}`, n]);
  const rows = [
    ...(['rowsRead', 'loaded', 'corrected', 'alreadyKnown', 'quarantined'] as const).map(count),
    ...reasons,
    ...(['merged', 'doubtful', 'hazards'] as const).map(count),
  ];
  rows.push([t('ingest:result.unplaced'), unplaced]);
  if (report.skipped > 0) rows.push([t('ingest:result.skipped'), report.skipped]);
  const width = Math.max(...rows.map(([label]) => label.length));
  const lines = rows.map(([label, n]) => `  ${label.padEnd(width)} ${String(n).padStart(9)}`);
  const problems = report.quarantineSample.map((problem) =>
    t('ingest:result.rowProblem', { ...problem, reason: t(`ingest:problem.${problem.reason}`) }),
  );
  const hidden = report.problems - report.quarantineSample.length;
  if (hidden > 0) problems.push(t('ingest:result.more', { n: hidden }));
  return `${[t('ingest:result.title', { ...report }), ...lines, ...remarks(report, t), ...problems].join('\n')}\n`;
}

function remarks(report: IngestReport, t: TFunction): string[] {
  const { personalData, encoding, dryRun, crowded, unasked } = report;
  const what = [
    ...personalData.columns,
    ...Object.entries(personalData.found).map(([kind, n]) => `${kind}: ${n}`),
  ].join(', ');
  return [
    ...(crowded > 0 ? [t('ingest:result.crowded', { n: crowded })] : []),
    ...(unasked > 0 ? [t('ingest:result.unasked', { n: unasked })] : []),
    ...(personalData.rows > 0
      ? [t('ingest:result.personal', { count: personalData.rows, rows: personalData.rows, what })]
      : []),
    ...(encoding === 'windows-1252' ? [t('ingest:result.encoding')] : []),
    ...(dryRun ? [t('ingest:result.dryRun')] : []),
  ];
}
