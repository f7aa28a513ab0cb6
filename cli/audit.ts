import { Command } from 'commander';
import type { TFunction } from 'i18next';
import type { Config } from '../data/config.ts';
import { eraseAudit } from './audit/erase.ts';
import { printHead, printKey } from './audit/head.ts';
import { verify } from './audit/verify.ts';

/** `vigia audit verify | head | key | erase`: the audit at the terminal, also while the server runs. */
export function auditCommand(config: Config, t: TFunction): Command {
  const audit = new Command('audit').description(t('audit:cli.description'));
  audit
    .command('verify')
    .description(t('audit:cli.verify'))
    .option('--head <file|hash>', t('audit:cli.verifyHead'), collect, [])
    .option('--public-key <file>', t('audit:cli.verifyKey'), collect, [])
    .option('--json', t('audit:cli.json'))
    .action((flags) => verify(config, t, flags));
  audit
    .command('head')
    .description(t('audit:cli.head'))
    .action(() => printHead(config, t));
  audit
    .command('key')
    .description(t('audit:cli.key'))
    .action(() => printKey(config, t));
  audit
    .command('erase')
    .description(t('audit:cli.erase'))
    .option('--before <day>', t('audit:cli.eraseBefore'))
    .option('--chain <id>', t('audit:cli.eraseChain'))
    .option('--from <number>', t('audit:cli.eraseFrom'))
    .option('--to <number>', t('audit:cli.eraseTo'))
    .requiredOption('--reason <text>', t('audit:cli.eraseReason'))
    .action((flags) => eraseAudit(config, t, flags));
  return audit;
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}
