import { readFileSync } from 'node:fs';
import { Argument, Command } from 'commander';
import type { TFunction } from 'i18next';
import type { Config } from '../data/config.ts';
import { loadFacts, readLoadedFacts, removeFacts } from '../data/load-facts.ts';
import { FACT_COLUMNS, type FactProblem, OPTIONAL_FACT_COLUMNS } from '../data/reference/pattern-tables.ts';
import { FACT_KINDS, type FactKind } from '../domain/patterns/facts.ts';
import { readFactFile } from '../etl/fact-file.ts';
import { auditTerminal, withDatabase } from './audit/open.ts';
import { requireReadable } from './gazetteer-file.ts';
import { geocodingTexts } from './geocoding-texts.ts';
import { UsageError } from './usage-error.ts';

const SHOWN_PROBLEMS = 20;

/** `vigia facts KIND FILE`: what the page of patterns is set beside, from a CSV of the user's; `--remove` takes it away. */
export function factsCommand(config: Config, t: TFunction): Command {
  const columns = FACT_KINDS.map((kind) => {
    const optional = OPTIONAL_FACT_COLUMNS[kind].join(',');
    const besides = optional === '' ? '' : ` ${t('patterns:cli.optionalColumns', { columns: optional })}`;
    return `  ${kind}: ${FACT_COLUMNS[kind].join(',')}${besides}`;
  }).join('\n');
  return new Command('facts')
    .description(t('patterns:cli.facts'))
    .addArgument(new Argument('<kind>', t('patterns:cli.kind')).choices([...FACT_KINDS]))
    .argument('[file]', t('patterns:cli.file'))
    .option('--remove', t('patterns:cli.remove'))
    .addHelpText('after', `\n${t('patterns:cli.columns')}\n${columns}`)
    .action((kind: FactKind, file: string | undefined, { remove = false }: { remove?: boolean }) => {
      if (remove) return removeLoaded(config, t, kind, file);
      return loadFile(config, t, kind, file);
    });
}

const subjectOf = (kind: FactKind) => ({ kind: 'facts', id: kind });

function loadFile(config: Config, t: TFunction, kind: FactKind, file: string | undefined): Promise<void> {
  return withDatabase(
    config,
    t,
    async (database, _say, { facts, file }) => {
      const { length: rows } = facts.rows;
      await database.transaction(async (db) => {
        await loadFacts(db, facts);
        await auditTerminal(db, { action: 'setting-changed', subject: subjectOf(kind), rows });
      });
      process.stdout.write(`${t(`patterns:cli.loaded.${kind}`, { rows, file })}\n`);
    },
    () => {
      if (file === undefined) throw new UsageError(t('patterns:cli.fileOrRemove'));
      requireReadable(file, geocodingTexts(config.language));
      const read = readFactFile(kind, readFileSync(file));
      if (!read.ok) throw new UsageError(problemText(file, read.problems, t));
      return { facts: read.facts, file };
    },
  );
}

function removeLoaded(config: Config, t: TFunction, kind: FactKind, file: string | undefined): Promise<void> {
  return withDatabase(
    config,
    t,
    async (database) => {
      const rows = await database.transaction(async (db) => {
        const { length } = (await readLoadedFacts(db, kind)).rows;
        if (length === 0) return 0;
        await removeFacts(db, kind);
        const entry = { subject: subjectOf(kind), rows: length, details: { removed: true } };
        await auditTerminal(db, { action: 'setting-changed', ...entry });
        return length;
      });
      process.stdout.write(`${t('patterns:cli.removed', { rows })}\n`);
    },
    () => {
      if (file !== undefined) throw new UsageError(t('patterns:cli.fileOrRemove'));
    },
  );
}

function problemText(file: string, problems: readonly FactProblem[], t: TFunction): string {
  const shown = problems.slice(0, SHOWN_PROBLEMS).map(({ reason, allowed, ...where }) => {
    const right = allowed ? ` ${t('patterns:cli.allowed', { words: allowed.join(', ') })}` : '';
    return `  ${t(`patterns:cli.problem.${reason}`, where)}${right}`;
  });
  const more = problems.length - shown.length;
  return [
    t('patterns:cli.refused', { file }),
    ...shown,
    ...(more > 0 ? [`  ${t('patterns:cli.more', { more })}`] : []),
  ].join('\n');
}
