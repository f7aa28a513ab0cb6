import { Command } from 'commander';
import type { TFunction } from 'i18next';
import type { Config } from '../data/config.ts';
import { type IngestReport, type IngestResult, ingestFile, recogniseFile } from '../etl/ingest.ts';
import { readIngestTools } from '../etl/ingest-tools.ts';
import { openReady } from './open.ts';

/** `vigia ingest FILE`: loads a file of reports, also while the server runs. */
export function ingestCommand(config: Config, t: TFunction): Command {
  return new Command('ingest')
    .description(t('cli:ingest.description'))
    .argument('<file>', t('cli:ingest.file'))
    .option('--source <id>', t('cli:ingest.source'))
    .option('--json', t('cli:ingest.json'))
    .action((file: string, options: IngestFlags) => ingest(config, t, file, options));
}

interface IngestFlags {
  source?: string;
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
  process.exit(2);
}

async function load(
  config: Config,
  t: TFunction,
  file: string,
  flags: IngestFlags,
  say: (line: string) => void,
): Promise<IngestResult> {
  // A file that can't be read at all is told before ten seconds are spent on a database.
  const known = await recogniseFile(file);
  if ('reason' in known) return { ok: false, problem: known };
  const ready = await openReady(config, t, { join: true, say });
  if (!ready.ok) {
    say(ready.message);
    process.exit(2);
  }
  const { database } = ready;
  return ingestFile(database, file, {
    ...(flags.source === undefined ? {} : { sourceId: flags.source }),
    today: new Date().toISOString().slice(0, 10),
    ...(await readIngestTools(database.pool)),
    onProgress: ({ rowsRead }) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${t('cli:ingest.progress', { rows: rowsRead })}`);
    },
  }).finally(() => database.close());
}

function table(report: IngestReport, t: TFunction): string {
  const unplaced = Object.values(report.unplaced).reduce((sum, n) => sum + n, 0);
  const rows: [string, number][] = (
    ['rowsRead', 'loaded', 'corrected', 'alreadyKnown', 'quarantined', 'hazards'] as const
  ).map((key) => [t(`ingest:result.${key}`), report[key]]);
  rows.push([t('ingest:result.unplaced'), unplaced]);
  const width = Math.max(...rows.map(([label]) => label.length));
  const lines = rows.map(([label, n]) => `  ${label.padEnd(width)} ${String(n).padStart(9)}`);
  const problems = report.quarantineSample.map((problem) =>
    t('ingest:result.rowProblem', { ...problem, reason: t(`ingest:problem.${problem.reason}`) }),
  );
  const hidden = report.problems - report.quarantineSample.length;
  if (hidden > 0) problems.push(t('ingest:result.more', { n: hidden }));
  return `${[t('ingest:result.title', { ...report }), ...lines, ...problems].join('\n')}\n`;
}
