import { readFileSync } from 'node:fs';
import { Argument, Command } from 'commander';
import type { TFunction } from 'i18next';
import type { Config } from '../data/config.ts';
import type { Database } from '../data/database.ts';
import { putCaseOutcomes, putEnforcementMeasures, putStateExposure } from '../data/pattern-facts.ts';
import {
  FACT_COLUMNS,
  type FactProblem,
  parseExposure,
  parseMeasures,
  parseOutcomes,
} from '../data/reference/pattern-tables.ts';
import { bumpDataVersion } from '../data/versions.ts';
import { FACT_KINDS, type FactKind } from '../domain/patterns/facts.ts';
import { auditTerminal, withDatabase } from './audit/open.ts';
import { requireReadable } from './gazetteer-file.ts';
import { geocodingTexts } from './geocoding-texts.ts';
import { UsageError } from './usage-error.ts';

/** Rows that the user loaded; those of the next file of the same kind take their place. */
const USER_ORIGIN = 'user';
const SHOWN_PROBLEMS = 20;

/** `vigia facts KIND FILE`: what the page of patterns is set beside, from a CSV of the user's. */
export function factsCommand(config: Config, t: TFunction): Command {
  const columns = FACT_KINDS.map((kind) => `  ${kind}: ${FACT_COLUMNS[kind].join(',')}`).join('\n');
  return new Command('facts')
    .description(t('patterns:cli.facts'))
    .addArgument(new Argument('<kind>', t('patterns:cli.kind')).choices([...FACT_KINDS]))
    .argument('<file>', t('patterns:cli.file'))
    .addHelpText('after', `\n${t('patterns:cli.columns')}\n${columns}`)
    .action((kind: FactKind, file: string) =>
      withDatabase(
        config,
        t,
        async (database, _say, facts) => {
          await loadFacts(database, kind, facts);
          process.stdout.write(`${t(`patterns:cli.loaded.${kind}`, { rows: facts.rows, file })}\n`);
        },
        () => {
          requireReadable(file, geocodingTexts(config.language));
          const { table, put } = prepared(kind, readFileSync(file, 'utf8'));
          if (!table.ok) throw new UsageError(problemText(file, table.problems, t));
          return { put, rows: table.rows.length };
        },
      ),
    );
}

/** Loads all of a table, with a line in the audit. */
async function loadFacts(
  database: Database,
  kind: FactKind,
  { put, rows }: { put: Put; rows: number },
): Promise<void> {
  await database.transaction(async (db) => {
    await put(db);
    await bumpDataVersion(db);
    await auditTerminal(db, { action: 'setting-changed', subject: { kind: 'facts', id: kind }, rows });
  });
}

type Put = (db: Parameters<typeof putStateExposure>[0]) => Promise<void>;

function prepared(kind: FactKind, text: string) {
  if (kind === 'measures') {
    const table = parseMeasures(text);
    const put: Put = async (db) => {
      if (table.ok) await putEnforcementMeasures(db, table.rows, USER_ORIGIN);
    };
    return { table, put };
  }
  if (kind === 'exposure') {
    const table = parseExposure(text);
    const put: Put = async (db) => {
      if (table.ok) await putStateExposure(db, table.rows);
    };
    return { table, put };
  }
  const table = parseOutcomes(text);
  const put: Put = async (db) => {
    if (table.ok) await putCaseOutcomes(db, table.rows, USER_ORIGIN);
  };
  return { table, put };
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
