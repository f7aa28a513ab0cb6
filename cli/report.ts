import { writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import type { TFunction } from 'i18next';
import type { Config } from '../data/config.ts';
import { figureWords } from '../domain/patterns/figures/words.ts';
import { auditTerminal, withDatabase } from './audit/open.ts';
import { makeBrief } from './report/brief.ts';
import { briefHtml } from './report/brief-html.ts';
import { parsePeriod } from './report/period.ts';
import { codeOf, UsageError } from './usage-error.ts';
import { wordsOf } from './words.ts';

interface ReportFlags {
  period: string;
  lang: 'es' | 'en';
  out: string;
}

/** `vigia report --period 2018 --lang es --out brief.html`: the figures of a period, to be printed. */
export function reportCommand(config: Config, t: TFunction): Command {
  return new Command('report')
    .description(t('patterns:cli.report'))
    .addOption(new Option('--period <period>', t('patterns:cli.reportPeriod')).makeOptionMandatory())
    .addOption(
      new Option('--lang <language>', t('patterns:cli.reportLang'))
        .choices(['es', 'en'])
        .default(config.language),
    )
    .addOption(new Option('--out <file>', t('patterns:cli.reportOut')).makeOptionMandatory())
    .action(({ period: asked, lang, out }: ReportFlags) =>
      withDatabase(
        config,
        t,
        async (database, _say, period) => {
          const language = wordsOf(lang);
          const words = figureWords((key, values) => language(key, { ...values }), lang);
          const made = await makeBrief(database.pool, period, words, new Date(), config.delayHours);
          if (!made.ok) {
            const days = { first: made.first ?? '–', last: made.last };
            throw new UsageError(t('patterns:cli.emptyPeriod', { ...period, ...days }));
          }
          const { brief, incidents } = made;
          const details = { what: 'brief', ...period };
          await auditTerminal(database.pool, { action: 'exported', rows: incidents, details });
          write(out, briefHtml(brief, words), t);
          const figures = brief.sections.reduce((sum, section) => sum + section.figures.length, 0);
          process.stdout.write(`${t('patterns:cli.reportDone', { file: out, figures, n: incidents })}\n`);
        },
        () => {
          const period = parsePeriod(asked);
          if (period === null) throw new UsageError(t('patterns:cli.badPeriod', { value: asked }));
          return period;
        },
      ),
    );
}

function write(file: string, text: string, t: TFunction): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(t('patterns:cli.cannotWrite', { file, reason: codeOf(error) }));
  }
}
