import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { TFunction } from 'i18next';
import type { Config } from '../data/config.ts';
import { TEMPLATE_LANGUAGES } from '../etl/template/template.ts';
import { TEMPLATE_FORMATS, writeTemplate } from '../etl/template/write-template.ts';
import { USAGE_ERROR, UsageError } from './usage-error.ts';

/** `vigia template [FILE]`: an empty CAMRD template with every column and the coding rules explained. */
export function templateCommand(config: Config, t: TFunction): Command {
  return new Command('template')
    .description(t('intake:cli.templateDescription'))
    .argument('[file]', t('intake:cli.templateFile'))
    .option('--lang <language>', t('intake:cli.templateLanguage'), config.language)
    .option('--format <format>', t('intake:cli.templateFormat'))
    .action((file: string | undefined, flags: TemplateFlags) => write(file, flags, t));
}

interface TemplateFlags {
  lang: string;
  format?: string;
}

async function write(file: string | undefined, flags: TemplateFlags, t: TFunction): Promise<void> {
  try {
    const language = oneOf(TEMPLATE_LANGUAGES, flags.lang, t);
    // A name that ends in .csv asks for one as clearly as the option does.
    const ending = /\.csv$/i.test(file ?? '') ? 'csv' : 'xlsx';
    const { name, bytes } = await writeTemplate(language, oneOf(TEMPLATE_FORMATS, flags.format ?? ending, t));
    await writeNew(file ?? name, bytes, t);
    process.stdout.write(`${t('intake:cli.templateWritten', { file: file ?? name })}\n`);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = USAGE_ERROR;
  }
}

function oneOf<T extends string>(words: readonly T[], value: string, t: TFunction): T {
  const found = words.find((word) => word === value);
  if (found !== undefined) return found;
  throw new UsageError(t('intake:cli.templateWrong', { value, expected: words.join(', ') }));
}

/** A filled-in template of yesterday is never written over. */
async function writeNew(file: string, bytes: Buffer, t: TFunction): Promise<void> {
  await writeFile(file, bytes, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new UsageError(t('intake:cli.templateExists', { file }));
    throw new UsageError(t('intake:cli.templateFailed', { file, code: error.code }));
  });
}
